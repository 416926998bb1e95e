using System.Diagnostics;
using System.Text;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class BadFiles : Campaign
{
    // Twenty in a hundred of the small run, one in a hundred of the full one.
    private static readonly (string Ending, Func<int, byte[]> Bytes, string Reason)[] Bad =
    [
        ("txt", _ => [], "empty"),
        ("txt", number => [0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2, 0xff, 0xfe, (byte)number, (byte)(number >> 8), 0, 0, 0, 3], "not text"),
        ("json", number => Encoding.UTF8.GetBytes($"{{\"articles\": [{number}, "), "JSON"),
        ("docx", number => [0x50, 0x4b, 3, 4, (byte)number, (byte)(number >> 8), 0, 0, 1, 2, 3], ""),
        ("txt.gz", number => [0x1f, 0x8b, 8, 0, (byte)number, (byte)(number >> 8), 0, 0, 0, 3, 1, 2], ""),
    ];

    public override string Name => "bad-files";

    public override string Attack => "bad files of every kind come among the good ones";

    public override string Law => "the good ones take at most 10 % longer than without the bad ones; every bad one lies in failed with its reason";

    public override int SmallSize => 500;

    public override int FullSize => 10_000;

    public override async Task RunAsync(CampaignRun run)
    {
        var clean = await TimeAsync(run, bad: false);
        var mixed = await TimeAsync(run, bad: true);
        run.Note($"{run.Size / clean:N0} good files a second without bad ones, {run.Size / mixed:N0} with them.");
        run.AtMost("time of the good ones beside that of a clean run", mixed / clean, run.IsFull ? 1.1 : 1.67);
    }

    private static async Task<double> TimeAsync(CampaignRun run, bool bad)
    {
        run.Progress(bad ? 0.5 : 0, "starting");
        await using var platform = await Platform.StartAsync();
        var every = run.IsFull ? 100 : 20;
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);

        // An article each has passed before the clock starts.
        platform.Drop("warm.txt", TestSupport.Services.Texts.Story(1_000_000));
        await platform.SettledAsync(TimeSpan.FromMinutes(1));
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < run.Size; number++)
        {
            platform.DropStory(number);
            if (bad && number % every == 0)
            {
                var kind = Bad[number / every % Bad.Length];
                var name = $"bad-{number}.{kind.Ending}";
                platform.Drop(name, kind.Bytes(number), articles: 0);
                wrong[name] = kind.Reason;
            }
        }

        await platform.SettledAsync(TimeSpan.FromMinutes(5), balance => run.Progress((bad ? 0.5 : 0) + (0.5 * balance.Stored / run.Size), bad ? "with bad files" : "clean"));
        var took = watch.Elapsed.TotalSeconds;
        var without = wrong.Where(file => !platform.Folders.Receipt(file.Key)["reason"]!.GetValue<string>().Contains(file.Value, StringComparison.OrdinalIgnoreCase)).ToList();
        if (bad)
        {
            run.AtLeast("bad files", wrong.Count, 1);
            run.Exactly("bad files without the reason that fits", without.Count, 0);
        }

        run.Checked(await platform.CheckAsync());
        return took;
    }
}
