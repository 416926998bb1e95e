using System.Text.Json.Nodes;
using NewsPlatform.Cli.Reports;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Cli.Tests;

/// <summary>Against the real engine.</summary>
public sealed class The_balance_of_a_store(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Fact]
    public async Task It_comes_from_the_four_collections()
    {
        var empty = await ReadAsync();
        Assert.Equal((0, 0, 0), (empty.Documents, empty.Found, empty.Difference));

        await LedgerLines.InsertAsync(mongo.Database, "a", "complete", DateTimeOffset.UnixEpoch, "stored", "repeated", "rejected", "quarantined");
        await LedgerLines.InsertAsync(mongo.Database, "b", "failed", DateTimeOffset.UnixEpoch);
        await LedgerLines.InsertAsync(mongo.Database, "c", "announced", DateTimeOffset.UnixEpoch, "in flight", "stored");
        await mongo.Database.InsertAsync<JsonObject>("articles", [new() { ["_id"] = "a/0" }, new() { ["_id"] = "c/1" }], CancellationToken.None);
        await mongo.Database.InsertAsync<JsonObject>("repeats", [new() { ["_id"] = "a/1" }], CancellationToken.None);

        var balance = await ReadAsync();
        Assert.Equal((3, 1, 1, 6), (balance.Documents, balance.CompleteDocuments, balance.FailedDocuments, balance.Found));
        Assert.Equal((2, 1, 1, 1, 1), (balance.Stored, balance.Repeated, balance.Quarantined, balance.Rejected, balance.InFlight));
        Assert.Equal(0, balance.Difference);

        await mongo.Database.DeleteAsync("articles", new JsonObject { ["_id"] = "a/0" }, limit: 1, CancellationToken.None);
        Assert.Equal(1, (await ReadAsync()).Difference);
    }

    private Task<Balance> ReadAsync() => new BalanceReader(mongo.Database, TimeProvider.System).ReadAsync(CancellationToken.None);
}
