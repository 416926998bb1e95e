using System.Text;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class SlowWriters : Campaign
{
    private const int AtOnce = 50;

    // A file that nobody holds open and that stood still for so long counts as complete.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public override string Name => "slow-writers";

    public override string Attack => "writers append with pauses, truncate and write again, keep the file open over a rename, or write under a temporary name";

    public override string Law => "no torn article, no lost final version";

    public override int SmallSize => 150;

    public override int FullSize => 10_000;

    public override async Task RunAsync(CampaignRun run)
    {
        run.Progress(0, "starting");
        await using var platform = await Platform.StartAsync(settings: new Dictionary<string, string> { ["Ingestion:Quiet"] = Quiet.ToString("c") });
        var written = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, run.Size),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = run.Cancellation },
            async (number, cancellationToken) =>
            {
                await WriteAsync(platform, number, new Random((run.Seed * 31) + number), cancellationToken);
                run.Progress((double)Interlocked.Increment(ref written) / run.Size, "writing");
            });
        await platform.SettledAsync(TimeSpan.FromMinutes(3));
        run.Checked(await platform.CheckAsync());
    }

    private static async Task WriteAsync(Platform platform, int number, Random random, CancellationToken cancellationToken)
    {
        var path = Path.Combine(platform.Folders.Inbox, $"{number}.txt");
        var bytes = Encoding.UTF8.GetBytes(Texts.Story(number));
        platform.Know(DroppedFile.Of($"{number}.txt", bytes));
        switch (number % 4)
        {
            case 0:
                // Open all the time, and silent for longer than the quiet time in the middle.
                await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    await AppendAsync(file, bytes, 3, Quiet + TimeSpan.FromSeconds(0.3), cancellationToken);
                }

                break;
            case 1:
                // First another version, then truncated and written again in pieces.
                await File.WriteAllTextAsync(path, Texts.Story(number)[..40], cancellationToken);
                await Task.Delay(random.Next(200), cancellationToken);
                await using (var file = new FileStream(path, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    await AppendAsync(file, bytes, 4, TimeSpan.FromMilliseconds(random.Next(300)), cancellationToken);
                }

                break;
            case 2:
                // Renamed while it is still written.
                await using (var file = new FileStream(path + ".tmp", FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    await file.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), cancellationToken);
                    await file.FlushAsync(cancellationToken);
                    File.Move(path + ".tmp", path);
                    await AppendAsync(file, bytes[(bytes.Length / 2)..], 3, Quiet / 2, cancellationToken);
                }

                break;
            default:
                await using (var file = new FileStream(path + ".part", FileMode.CreateNew, FileAccess.Write))
                {
                    await AppendAsync(file, bytes, 3, TimeSpan.FromMilliseconds(random.Next(500)), cancellationToken);
                }

                File.Move(path + ".part", path);
                break;
        }
    }

    private static async Task AppendAsync(FileStream file, byte[] bytes, int pieces, TimeSpan pause, CancellationToken cancellationToken)
    {
        foreach (var piece in bytes.Chunk((bytes.Length / pieces) + 1))
        {
            await file.WriteAsync(piece, cancellationToken);
            await file.FlushAsync(cancellationToken);
            await Task.Delay(pause, cancellationToken);
        }
    }
}
