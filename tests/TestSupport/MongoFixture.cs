using System.Diagnostics;
using NewsPlatform.Mongo;
using Xunit;

namespace NewsPlatform.TestSupport;

/// <summary>
/// A fresh database for one test class (<c>IClassFixture&lt;MongoFixture&gt;</c>) on one server shared by the whole test run:
/// the embedded engine, or the server named by <c>NEWS_TEST_MONGO</c>.
/// </summary>
public sealed class MongoFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Shared = new(StartSharedAsync);
    private static int databases;

    public string ConnectionString { get; private set; } = "";

    public string DatabaseName { get; } =
        $"test_{Environment.ProcessId}_{Stopwatch.GetTimestamp():x}_{Interlocked.Increment(ref databases)}";

    /// <summary>Connected; disposed with the fixture.</summary>
    public MongoDatabase Database { get; private set; } = null!;

    /// <summary>Settings for a further client of the same database.</summary>
    public MongoOptions Options => new() { ConnectionString = ConnectionString, Database = DatabaseName };

    public async Task InitializeAsync()
    {
        ConnectionString = await Shared.Value;
        Database = MongoDatabase.Connect(Options);
    }

    public async Task DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await Database.RunAsync(new System.Text.Json.Nodes.JsonObject { ["dropDatabase"] = 1 }, limit.Token)).Dispose();
        await Database.DisposeAsync();
    }

    private static async Task<string> StartSharedAsync()
    {
        if (Environment.GetEnvironmentVariable("NEWS_TEST_MONGO") is { Length: > 0 } given)
        {
            return given;
        }

        var mongo = await EmbeddedMongo.StartAsync();

        // xunit 2 knows no end of a run; a run that dies closes the server's standard input instead.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => mongo.Abandon();
        return mongo.ConnectionString;
    }
}
