using System.Text.Json.Nodes;
using NewsPlatform.Mongo;

namespace NewsPlatform.Cli.Reports;

/// <summary>A stored article in one line.</summary>
internal sealed record ArticleLine
{
    public string? Headline { get; init; }

    /// <summary>The opening of the text, for an article without a headline.</summary>
    public string? Opening { get; init; }

    public string? Kind { get; init; }

    public string? Language { get; init; }
}

internal static class ArticleLines
{
    /// <summary>The newest stored articles, those of one document in their order; the text is cut by the store.</summary>
    public static async Task<IReadOnlyList<ArticleLine>> NewestAsync(MongoDatabase database, int most, CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(
            new JsonObject { ["$sort"] = new JsonObject { ["ingestedAt"] = -1 } },
            new JsonObject { ["$limit"] = most },
            new JsonObject { ["$sort"] = new JsonObject { ["ingestedAt"] = -1, ["article.documentId"] = 1, ["article.position"] = 1 } },
            new JsonObject
            {
                ["$project"] = new JsonObject
                {
                    ["_id"] = 0,
                    ["headline"] = "$article.headline",
                    ["opening"] = new JsonObject { ["$substrCP"] = new JsonArray("$article.text", 0, 200) },
                    ["kind"] = "$article.kind",
                    ["language"] = "$enrichment.language",
                },
            });
        var lines = new List<ArticleLine>();
        await foreach (var line in database.AggregateAsync<ArticleLine>("articles", pipeline, cancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }
}
