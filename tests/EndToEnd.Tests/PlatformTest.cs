using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>Folders and a database of its own for each test, on the shared real engine.</summary>
public abstract class PlatformTest : IClassFixture<MongoFixture>, IAsyncLifetime
{
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
    protected internal static string Story(int number) => Texts.Story(number);

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
