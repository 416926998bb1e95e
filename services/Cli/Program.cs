Console.WriteLine("news");
