using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Reports;

/// <summary>Computes the balance from the store's four collections.</summary>
internal sealed class BalanceReader(MongoDatabase database, TimeProvider time)
{
    // A difference that comes from reading while articles move is another one, or none, at the next look.
    private const int Looks = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(300);

    private sealed record DocumentSums(long All, long Complete, long Failed, long Found);

    public async Task<Balance> ReadAsync(CancellationToken cancellationToken)
    {
        var best = await LookAsync(cancellationToken);
        for (var look = 1; look < Looks && best.Difference != 0; look++)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
            var next = await LookAsync(cancellationToken);
            if (next.Difference == best.Difference && next.Found == best.Found)
            {
                return next;
            }

            best = Math.Abs(next.Difference) <= Math.Abs(best.Difference) ? next : best;
        }

        return best;
    }

    private async Task<Balance> LookAsync(CancellationToken cancellationToken)
    {
        var before = await CountsAsync(cancellationToken);
        var fates = await FirstAsync<FateCounts>("fates", new JsonArray(new JsonObject { ["$group"] = FateCounts.Sums(by: null) }), cancellationToken) ?? new();
        return Balance.Of(before, fates, await CountsAsync(cancellationToken));
    }

    private async Task<StoreCounts> CountsAsync(CancellationToken cancellationToken)
    {
        var documents = await DocumentsAsync(cancellationToken);
        return new(
            documents.All,
            documents.Complete,
            documents.Failed,
            documents.Found,
            await CountAsync("articles", cancellationToken),
            await CountAsync("repeats", cancellationToken));
    }

    private async Task<DocumentSums> DocumentsAsync(CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(new JsonObject
        {
            ["$group"] = new JsonObject
            {
                ["_id"] = null,
                ["all"] = new JsonObject { ["$sum"] = 1 },
                ["complete"] = CountIf("complete"),
                ["failed"] = CountIf("failed"),
                ["found"] = new JsonObject { ["$sum"] = "$found" },
            },
        });
        return await FirstAsync<DocumentSums>("documents", pipeline, cancellationToken) ?? new(0, 0, 0, 0);
    }

    private static JsonObject CountIf(string state) => new()
    {
        ["$sum"] = new JsonObject { ["$cond"] = new JsonArray(new JsonObject { ["$eq"] = new JsonArray("$state", state) }, 1, 0) },
    };

    // Along the index of ids, which are all text: exact, and without reading the articles. The collection's own count is
    // quicker and may be wrong after a crash.
    private Task<long> CountAsync(string collection, CancellationToken cancellationToken) =>
        database.CountAsync(collection, new JsonObject { ["_id"] = new JsonObject { ["$gte"] = "" } }, cancellationToken);

    private async Task<T?> FirstAsync<T>(string collection, JsonArray pipeline, CancellationToken cancellationToken)
    {
        await foreach (var row in database.AggregateAsync<T>(collection, pipeline, cancellationToken))
        {
            return row;
        }

        return default;
    }
}
