using NewsPlatform.Messaging.Tests.Deadly;

// A test that lets processes end needs processes: this one, with the broker and the store to work with.
return await DeadlyStage.RunAsync(new Uri(args[0]), args[1]);
