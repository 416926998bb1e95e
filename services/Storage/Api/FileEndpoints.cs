using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>Dropped files with what became of them: the ledger that Ingestion keeps.</summary>
internal static class FileEndpoints
{
    // Ingestion's, read here.
    private const string Ledger = "documents";
    private const string LedgerPages = "fates";
    private static readonly string[] States = ["announcing", "announced", "complete", "failed"];

    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        var files = api.MapGroup("/files").WithTags("files").Needs(ApiRole.Viewer);
        files.MapGet("/", ListAsync)
            .WithSummary("Files, the newest first")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "state", "source", "limit", "cursor" }))
            .Produces<FilesAnswer>();
        files.MapGet("/{documentId}", OneAsync)
            .WithSummary("One file's receipt: what it is, and each article's fate")
            .Produces<FileReceipt>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [Description("announcing, announced, complete or failed.")] string? state,
        string? source,
        [Description("1 to 100; 20 when absent.")] int? limit,
        [Description("'next' of the page before.")] string? cursor,
        MongoDatabase database,
        CancellationToken cancellationToken)
    {
        var count = ArticleEndpoints.Limit(limit, 20, 100);
        var filter = new JsonObject();
        if (state is not null)
        {
            filter["state"] = Array.IndexOf(States, state) >= 0 ? state : throw new ArgumentException($"'state' is one of {string.Join(", ", States)}.");
        }

        if (source is not null)
        {
            filter["source"] = source;
        }

        if (cursor is not null)
        {
            if (cursor.Split('_') is not [var at, var id] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var moment))
            {
                throw new ArgumentException("The cursor is none of this list: ask without a cursor for the first page.");
            }

            var claimed = MongoJson.Node(DateTimeOffset.FromUnixTimeMilliseconds(moment))!;
            filter["$or"] = new JsonArray(
                new JsonObject { ["claimedAt"] = new JsonObject { ["$lt"] = claimed.DeepClone() } },
                new JsonObject { ["claimedAt"] = claimed, ["_id"] = new JsonObject { ["$lt"] = id } });
        }

        var found = new List<FileLine>();
        var options = new FindOptions { Sort = new JsonObject { ["claimedAt"] = -1, ["_id"] = -1 }, Limit = count + 1 };
        await foreach (var line in database.FindAsync<FileLine>(Ledger, filter, options, cancellationToken))
        {
            found.Add(line);
        }

        var page = found.Take(count).ToList();
        return Answers.Of(http, new FilesAnswer
        {
            Files = page,
            Next = found.Count > count ? string.Create(CultureInfo.InvariantCulture, $"{page[^1].ClaimedAt.ToUnixTimeMilliseconds()}_{page[^1].DocumentId}") : null,
        });
    }

    private static async Task<IResult> OneAsync(HttpContext http, string documentId, MongoDatabase database, CancellationToken cancellationToken)
    {
        if (await database.FindOneAsync<FileLine>(Ledger, new JsonObject { ["_id"] = documentId }, cancellationToken: cancellationToken) is not { } file)
        {
            return Answers.NotFound("No file of this id was taken in: the id is the SHA-256 of its bytes.");
        }

        var articles = new List<FileArticle>();
        var options = new FindOptions { Sort = new JsonObject { ["page"] = 1 } };
        await foreach (var page in database.FindAsync<FatesPage>(LedgerPages, new JsonObject { ["documentId"] = documentId }, options, cancellationToken))
        {
            articles.AddRange(page.Articles);
        }

        return Answers.Of(http, new FileReceipt(file, articles));
    }

    private sealed record FatesPage(IReadOnlyList<FileArticle> Articles);
}

internal sealed record FilesAnswer
{
    public required IReadOnlyList<FileLine> Files { get; init; }

    public string? Next { get; init; }
}

internal sealed record FileReceipt(FileLine File, IReadOnlyList<FileArticle> Articles);

/// <summary>One file as the ledger has it.</summary>
internal sealed record FileLine
{
    [System.Text.Json.Serialization.JsonPropertyName("_id")]
    public required string DocumentId { get; init; }

    public required string Name { get; init; }

    public required string Source { get; init; }

    public required long Bytes { get; init; }

    /// <summary>announcing, announced, complete or failed.</summary>
    public required string State { get; init; }

    public string? Reason { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public int Found { get; init; }

    public string? TraceId { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}

internal sealed record FileArticle
{
    public required string ArticleId { get; init; }

    public string? Headline { get; init; }

    public required string Fate { get; init; }

    public string? Verdict { get; init; }

    public string? KeptArticleId { get; init; }

    public string? Reason { get; init; }
}
