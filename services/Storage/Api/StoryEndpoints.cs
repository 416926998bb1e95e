using System.ComponentModel;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Api;

/// <summary>Stories: articles about one event, with who carried it first.</summary>
internal static class StoryEndpoints
{
    // Articles looked at for a list of stories: the newest ones of the span.
    private const int Sample = 5_000;
    private const int LongestTimeline = 500;

    public static void MapStories(this IEndpointRouteBuilder api)
    {
        var stories = api.MapGroup("/stories").WithTags("stories").Needs(ApiRole.Viewer);
        stories.MapGet("/", ListAsync)
            .WithSummary("Stories told by several articles, the latest first")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "from", "to", "limit" }))
            .Produces<StoriesAnswer>();
        stories.MapGet("/{id}", OneAsync)
            .WithSummary("One story: its articles in the order of time")
            .Produces<StoryAnswer>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, DateTimeOffset? from, DateTimeOffset? to, [Description("1 to 100; 20 when absent.")] int? limit, MongoDatabase database, CancellationToken cancellationToken)
    {
        var match = new JsonObject { ["enrichment.story.storyId"] = new JsonObject { ["$type"] = "string" } };
        var span = new JsonObject();
        if (from is { } first)
        {
            span["$gte"] = SearchEntry.OrderOf(first);
        }

        if (to is { } end)
        {
            span["$lt"] = SearchEntry.OrderOf(end);
        }

        if (span.Count > 0)
        {
            match[StoredDocument.Order] = span;
        }

        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = match },
            new JsonObject { ["$sort"] = new JsonObject { [StoredDocument.Order] = -1 } },
            new JsonObject { ["$limit"] = Sample },
            new JsonObject
            {
                ["$group"] = new JsonObject
                {
                    ["_id"] = "$enrichment.story.storyId",
                    ["articles"] = new JsonObject { ["$sum"] = 1 },
                    ["sources"] = new JsonObject { ["$addToSet"] = "$article.source" },
                    ["latest"] = new JsonObject { ["$first"] = "$" + StoredDocument.At },
                    ["earliest"] = new JsonObject { ["$last"] = "$" + StoredDocument.At },
                    ["headline"] = new JsonObject
                    {
                        ["$first"] = new JsonObject { ["$ifNull"] = new JsonArray("$enrichment.headline.text", "$article.headline") },
                    },
                },
            },
            new JsonObject { ["$match"] = new JsonObject { ["articles"] = new JsonObject { ["$gt"] = 1 } } },
            new JsonObject { ["$sort"] = new JsonObject { ["latest"] = -1, ["_id"] = 1 } },
            new JsonObject { ["$limit"] = ArticleEndpoints.Limit(limit, 20, 100) });
        var stories = new List<StoryLine>();
        await foreach (var story in database.AggregateAsync<StoryLine>(ArticleStore.Articles, pipeline, cancellationToken))
        {
            stories.Add(story);
        }

        return Answers.Of(http, new StoriesAnswer(stories));
    }

    private static async Task<IResult> OneAsync(HttpContext http, string id, ArticleSearch search, CancellationToken cancellationToken)
    {
        var timeline = new List<ArticleSummary>();
        var query = new SearchQuery { Filters = [SearchTerms.Filter(Fields.Story, id)], Sort = SortOrder.Oldest };
        await foreach (var article in search.AllAsync(query, LongestTimeline, cancellationToken))
        {
            timeline.Add(article);
        }

        return timeline.Count == 0
            ? Answers.NotFound("No stored article belongs to a story of this id.")
            : Answers.Of(http, new StoryAnswer(id, timeline[0].Id, timeline));
    }
}

internal sealed record StoryLine
{
    [System.Text.Json.Serialization.JsonPropertyName("_id")]
    public required string StoryId { get; init; }

    public string? Headline { get; init; }

    public required int Articles { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required DateTimeOffset Earliest { get; init; }

    public required DateTimeOffset Latest { get; init; }
}

internal sealed record StoriesAnswer(IReadOnlyList<StoryLine> Stories);

/// <param name="StoryId">Its id.</param>
/// <param name="FirstArticleId">Who carried it first, as far as is known here.</param>
/// <param name="Timeline">The oldest first.</param>
internal sealed record StoryAnswer(string StoryId, string FirstArticleId, IReadOnlyList<ArticleSummary> Timeline);
