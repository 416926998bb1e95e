using System.Diagnostics;
using System.Text;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class MutatedFiles : Campaign
{
    private const int AtOnce = 200;

    public override string Name => "mutated-files";

    public override string Attack => "files of every format are mutated at random: bits, bytes, blocks, lengths, joined halves";

    public override string Law => "every one is read or refused with a reason: no crash, no unhandled exception, memory below 512 MB";

    public override int SmallSize => 600;

    public override int FullSize => 20_000;

    public override async Task RunAsync(CampaignRun run)
    {
        var (answers, crashes, silent, slowest, largest) = (0, 0, 0, 0.0, 0L);
        var originals = Originals();
        var folder = Directory.CreateTempSubdirectory("news-mutated-");
        try
        {
            for (var first = 0; first < run.Size; first += AtOnce)
            {
                var files = new List<string>();
                for (var number = first; number < Math.Min(first + AtOnce, run.Size); number++)
                {
                    var (ending, bytes) = originals[run.Random.Next(originals.Count)];
                    var path = Path.Combine(folder.FullName, $"{number}.{ending}");
                    await File.WriteAllBytesAsync(path, Mutate(bytes, originals[run.Random.Next(originals.Count)].Bytes, run.Random), run.Cancellation);
                    files.Add(path);
                }

                var watch = Stopwatch.StartNew();
                var (code, lines, memory) = await ReadAsync(files);
                slowest = Math.Max(slowest, watch.Elapsed.TotalSeconds / files.Count);
                largest = Math.Max(largest, memory);
                answers += lines;
                if (code is not (0 or 1))
                {
                    crashes++;
                    run.Note($"Exit code {code} among files {first} to {first + files.Count - 1} of seed {run.Seed}.");
                }

                silent += files.Count - lines;
                files.ForEach(File.Delete);
                run.Progress((double)(first + files.Count) / run.Size, "mutating and reading");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        run.Exactly("files without an answer", silent, 0);
        run.Exactly("crashes", crashes, 0);
        run.AtMost("megabytes of memory, at most", largest / 1_000_000.0, 512);
        run.AtMost("seconds a file, the start of the reader included, in the slowest batch", slowest, 2);
        run.Note($"{answers:N0} of {run.Size:N0} files read or refused.");
    }

    private static async Task<(int Code, int Lines, long Memory)> ReadAsync(List<string> files)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var assembly = RepositoryRoot.File("artifacts", "bin", "Ingestion", configuration, "NewsPlatform.Ingestion.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [assembly, "read", "--json", .. files]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var (lines, memory) = (0, 0L);
        while (await process.StandardOutput.ReadLineAsync() is not null)
        {
            lines++;
            if (!process.HasExited)
            {
                process.Refresh();
                memory = Math.Max(memory, process.WorkingSet64);
            }
        }

        await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, lines, memory);
    }

    private static List<(string Ending, byte[] Bytes)> Originals()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 3).Select(Texts.Story));
        var html = $"<!doctype html><html lang=ar><head><title>خبر</title></head><body><article><h1>عنوان</h1><p>{Texts.Story(4)}</p><p>{Texts.Story(5)}</p></article></body></html>";
        var rss = $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>أخبار</title><item><title>خبر</title><guid>1</guid><description><![CDATA[<p>{Texts.Story(6)}</p>]]></description></item></channel></rss>";
        var json = $"{{\"articles\":[{{\"title\":\"خبر\",\"text\":\"{Texts.Story(7)}\",\"date\":\"2026-11-22T10:00:00Z\"}},{{\"title\":\"آخر\",\"text\":\"{Texts.Story(8)}\"}}]}}";
        var csv = $"title,text,date\n\"خبر\",\"{Texts.Story(9)}\",2026-11-22\n\"آخر\",\"{Texts.Story(10)}\",2026-11-23\n";
        var mail = $"From: a@example.org\r\nSubject: =?utf-8?B?{Convert.ToBase64String("خبر"u8)}?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\r\n--x--\r\n";
        List<(string, byte[])> originals =
        [
            ("txt", Utf8(text)), ("html", Utf8(html)), ("xml", Utf8(rss)), ("json", Utf8(json)), ("jsonl", Utf8(json + "\n" + json)),
            ("csv", Utf8(csv)), ("eml", Utf8(mail)), ("md", Utf8($"# خبر\n\n{Texts.Story(11)}\n")), ("txt.gz", Packed.Gzip(Utf8(text))), ("zip", Packed.Zip(("a.txt", Utf8(text)), ("b.html", Utf8(html)))),
            ("txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()),
        ];
        originals.AddRange(Directory.EnumerateFiles(RepositoryRoot.File("seeds"), "*.txt").Select(seed => ("txt", File.ReadAllBytes(seed))));
        return originals;

        static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Mutate(byte[] bytes, byte[] other, Random random)
    {
        var list = bytes.ToList();
        for (var times = random.Next(1, 12); times > 0 && list.Count > 0; times--)
        {
            var at = random.Next(list.Count);
            var length = Math.Min(random.Next(1, 64), list.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    list[at] = (byte)random.Next(256);
                    break;
                case 2:
                    list.RemoveRange(at, length);
                    break;
                case 3:
                    list.InsertRange(at, list.GetRange(at, length));
                    break;
                case 4:
                    // Lengths and numbers at their ends.
                    list.InsertRange(at, new byte[][] { [0xff, 0xff, 0xff, 0xff], [0, 0, 0, 0], [0x7f, 0xff, 0xff, 0xff], "99999999999"u8.ToArray() }[random.Next(4)]);
                    break;
                case 5:
                    // Openings without an end.
                    list.InsertRange(at, Enumerable.Repeat(new[] { "<div>", "[", "{\"a\":", "\"", "<![CDATA[", "--x\r\n" }[random.Next(6)], random.Next(1, 300)).SelectMany(Encoding.UTF8.GetBytes));
                    break;
                case 6:
                    list.RemoveRange(at, list.Count - at);
                    break;
                default:
                    list.AddRange(other.AsSpan(random.Next(other.Length)).ToArray());
                    break;
            }
        }

        return [.. list];
    }
}
