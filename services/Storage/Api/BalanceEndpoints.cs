using System.ComponentModel;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Balance;

namespace NewsPlatform.Storage.Api;

/// <summary>The balance sheet, by total, source, hour or document.</summary>
internal static class BalanceEndpoints
{
    public static void MapBalance(this IEndpointRouteBuilder api) =>
        api.MapGet("/balance", BalanceAsync)
            .WithTags("balance")
            .Needs(ApiRole.Viewer)
            .WithSummary("found = stored + repeated + quarantined + rejected + in flight")
            .WithDescription("Example: /api/balance?by=hour&from=2026-01-01T00:00:00Z")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "by", "from", "to", "document", "recent" }))
            .Produces<BalanceAnswer>();

    private static async Task<IResult> BalanceAsync(
        HttpContext http,
        [Description("total, source, hour or document; total when absent.")] string? by,
        [Description("Documents claimed from this moment on.")] DateTimeOffset? from,
        [Description("Documents claimed before this moment.")] DateTimeOffset? to,
        [Description("This document alone.")] string? document,
        [Description("true: where counting takes long, the last sheet will do, with 'at', the moment it tells of.")] bool? recent,
        BalanceSheet sheet,
        RecentSheets sheets,
        MongoDatabase database,
        CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<BalanceCut>(by ?? nameof(BalanceCut.Total), ignoreCase: true, out var cut) || int.TryParse(by, out _))
        {
            throw new ArgumentException($"'by' is total, source, hour or document, not '{by}'.");
        }

        if (recent == true)
        {
            if (document is not null)
            {
                throw new ArgumentException("One document is counted in no time: leave 'recent' out.");
            }

            var made = await sheets.ReadAsync(cut, from, to, cancellationToken);
            return Answers.Of(http, new BalanceAnswer { Lines = made.Lines, At = made.At });
        }

        var lines = await sheet.ReadAsync(cut, from, to, document, cancellationToken);
        var everything = cut == BalanceCut.Total && from is null && to is null && document is null;
        return Answers.Of(http, new BalanceAnswer
        {
            Lines = lines,
            ArticlesInStore = everything ? await CountAsync(database, ArticleStore.Articles, cancellationToken) : null,
            RepeatsInStore = everything ? await CountAsync(database, ArticleStore.Repeats, cancellationToken) : null,
        });
    }

    // Along the index of ids: exact, and without reading the articles.
    private static Task<long> CountAsync(MongoDatabase database, string collection, CancellationToken cancellationToken) =>
        database.CountAsync(collection, new JsonObject { ["_id"] = new JsonObject { ["$gte"] = "" } }, cancellationToken);
}

internal sealed record BalanceAnswer
{
    public required IReadOnlyList<BalanceLine> Lines { get; init; }

    /// <summary>The moment the lines tell of, where a recent sheet was asked for; else it is now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Counted in the store itself, for the balance of everything: equals 'stored' when nothing is on its way.</summary>
    public long? ArticlesInStore { get; init; }

    public long? RepeatsInStore { get; init; }
}
