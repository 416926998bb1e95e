using System.ComponentModel;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Api;

/// <summary>Articles: search, one with its journey and versions, what repeats it, export.</summary>
internal static class ArticleEndpoints
{
    private const int DefaultPage = 20;
    private const int LargestPage = 100;
    private const int MostExported = 100_000;

    public static void MapArticles(this IEndpointRouteBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags("articles").Needs(ApiRole.Viewer);
        articles.MapGet("/", SearchAsync)
            .WithSummary("Search articles")
            .WithDescription("Example: /api/articles?q=أوكرانيا -\"وقف إطلاق النار\"&language=ar&from=2026-01-01&facets=true")
            .WithMetadata(KnownParameters.Of<SearchParameters>("limit", "cursor", "facets"))
            .Produces<SearchAnswer>();
        articles.MapGet("/{id}", OneAsync)
            .WithSummary("One article with its verdict, notes, journey and versions")
            .Produces<WholeArticle>();
        articles.MapGet("/{id}/repeats", RepeatsAsync)
            .WithSummary("What was kept out because it repeats this article, and why")
            .Produces<RepeatsAnswer>();
        api.MapGet("/export", ExportAsync)
            .WithTags("articles")
            .Needs(ApiRole.Viewer)
            .WithSummary("All articles of a search as JSON Lines, CSV or RSS")
            .WithDescription("Example: /api/export?format=csv&source=reuters&from=2026-01-01")
            .WithMetadata(KnownParameters.Of<SearchParameters>("format", "limit"));
    }

    private static async Task<IResult> SearchAsync(
        HttpContext http,
        [AsParameters] SearchParameters parameters,
        [Description("Articles on a page, 1 to 100; 20 when absent.")] int? limit,
        [Description("'next' of the page before.")] string? cursor,
        [Description("Count the values of the filters, too.")] bool? facets,
        ArticleSearch search,
        CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        var page = await search.PageAsync(query, Limit(limit, DefaultPage, LargestPage), cursor, cancellationToken);
        return Answers.Of(http, new SearchAnswer
        {
            Articles = page.Articles,
            Next = page.Next,
            Facets = facets == true ? await search.FacetsAsync(query, cancellationToken) : null,
            Words = page.Articles.Count == 0 && cursor is null && query.HasWords ? await search.FrequenciesAsync(query, cancellationToken) : null,
        });
    }

    private static async Task<IResult> OneAsync(HttpContext http, string id, ArticleReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } article
            ? Answers.Of(http, article)
            : Answers.NotFound("No article of this id is stored: it may be on its way, in quarantine, or unknown.");

    private static async Task<IResult> RepeatsAsync(
        HttpContext http, string id, [Description("1 to 100; 20 when absent.")] int? limit, ArticleReader reader, CancellationToken cancellationToken) =>
        Answers.Of(http, new RepeatsAnswer(await reader.RepeatsAsync(id, Limit(limit, DefaultPage, LargestPage), cancellationToken)));

    private static IResult ExportAsync(
        [AsParameters] SearchParameters parameters,
        [Description("jsonl, csv or rss; jsonl when absent.")] string? format,
        [Description("Up to 100000, for rss up to 200.")] int? limit,
        ArticleSearch search,
        ArticleReader reader,
        CancellationToken cancellationToken)
    {
        var query = parameters.ToQuery();
        return format switch
        {
            null or "" or "jsonl" => Export.JsonLines(search, reader, query, Limit(limit, MostExported, MostExported), cancellationToken),
            "csv" => Export.Csv(search, reader, query, Limit(limit, MostExported, MostExported), cancellationToken),
            "rss" => Export.Rss(search, query, Limit(limit, 50, 200), cancellationToken),
            _ => throw new ArgumentException($"'format' is jsonl, csv or rss, not '{format}'."),
        };
    }

    internal static int Limit(int? given, int usual, int most) => given switch
    {
        null => usual,
        < 1 => throw new ArgumentException("'limit' is at least 1."),
        { } wanted when wanted > most => throw new ArgumentException($"'limit' is at most {most}."),
        { } wanted => wanted,
    };
}

internal sealed record SearchAnswer
{
    public required IReadOnlyList<ArticleSummary> Articles { get; init; }

    /// <summary>Give it as 'cursor' for the next page; absent on the last one.</summary>
    public string? Next { get; init; }

    public FacetCounts? Facets { get; init; }

    /// <summary>When nothing was found: how many articles have each word by itself, counted up to 2000.</summary>
    public IReadOnlyDictionary<string, long>? Words { get; init; }
}

internal sealed record RepeatsAnswer(IReadOnlyList<RepeatLine> Repeats);
