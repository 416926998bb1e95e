using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>Folders and a database of its own for each test, on the shared real engine.</summary>
public abstract class PlatformTest : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private static readonly string[] Syllables =
        ["با", "تو", "ثي", "جم", "حر", "خل", "دن", "ذه", "رس", "زق", "سم", "شك", "صب", "ضع", "طف", "عن", "غد", "فر", "قو", "كي", "لا", "مد", "نص", "هل", "وج", "يس"];

    private static int databases;

    private readonly MongoOptions options;

    protected PlatformTest(MongoFixture mongo)
    {
        options = new MongoOptions { ConnectionString = mongo.ConnectionString, Database = $"{mongo.DatabaseName}_{Interlocked.Increment(ref databases)}" };
        Database = MongoDatabase.Connect(options);
    }

    protected NewsFolders Folders { get; } = new();

    protected MongoDatabase Database { get; }

    /// <summary>Settings of a service in this test: the folders, the store, and short waits.</summary>
    protected Dictionary<string, string> Settings => new(Folders.Settings)
    {
        ["Mongo:ConnectionString"] = options.ConnectionString,
        ["Mongo:Database"] = options.Database,
        ["Ingestion:Quiet"] = "00:00:00.3",
        ["Ingestion:PollInterval"] = "00:00:00.2",
    };

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await Database.RunAsync(new JsonObject { ["dropDatabase"] = 1 }, limit.Token)).Dispose();
        await Database.DisposeAsync();
        Folders.Dispose();
    }

    /// <summary>A text that shares no run of words with any other number's.</summary>
    protected static string Story(int number)
    {
        var random = new Random(number);
        var words = Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => Syllables[random.Next(Syllables.Length)])));
        return $"أعلنت الوزارة {string.Join(' ', words)}.";
    }

    /// <summary>Waits until this many documents are in the ledger and the law of conservation holds.</summary>
    protected async Task<Balance> SettledAsync(int documents, TimeSpan? within = null)
    {
        Balance? balance = null;
        try
        {
            await Eventually.TrueAsync(
                $"{documents} documents are settled",
                async () => (balance = await Balance.ReadAsync(Database)).Documents >= documents && balance.Holds,
                within ?? TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}: {balance}");
        }

        return balance!;
    }
}
