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
    // Nobody disposes it: xunit 2 knows no end of a run. It stops when this process ends, or when nothing refers to it any more:
    // its standard input closes either way.
    private static readonly Lazy<Task<EmbeddedMongo>> Shared = new(() => EmbeddedMongo.StartAsync());
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
        ConnectionString = Environment.GetEnvironmentVariable("NEWS_TEST_MONGO") is { Length: > 0 } given
            ? given
            : (await Shared.Value).ConnectionString;
        Database = MongoDatabase.Connect(Options);
    }

    public async Task DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await Database.RunAsync(new System.Text.Json.Nodes.JsonObject { ["dropDatabase"] = 1 }, limit.Token)).Dispose();
        await Database.DisposeAsync();
    }
}
