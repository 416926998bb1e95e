using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Api;

/// <summary>The question of a search, as it stands in the address. Several values of one filter all have to fit.</summary>
internal sealed record SearchParameters
{
    /// <summary>Values of one filter, and of all filters together: each is a term that must be checked.</summary>
    private const int MostFilters = 20;

    [Description("Words, all of which stand in the article in any form; \"phrases\" as they are written; -excluded.")]
    public string? Q { get; init; }

    [Description("The inbox's sub-folder, the feed or the door it came through.")]
    [FromQuery]
    public string[]? Source { get; init; }

    [Description("A news agency's code, for example AFP.")]
    [FromQuery]
    public string[]? Agency { get; init; }

    [Description("A place's name in Arabic or English, or a country's code (ISO 3166-1 alpha-2).")]
    [FromQuery]
    public string[]? Place { get; init; }

    [Description("A person's name: the full name, its last word, or a variant that stands in the article.")]
    [FromQuery]
    public string[]? Person { get; init; }

    [Description("For example politics, economy, sport.")]
    [FromQuery]
    public string[]? Category { get; init; }

    [Description("BCP 47, for example ar.")]
    [FromQuery]
    public string[]? Language { get; init; }

    [Description("A story's id.")]
    [FromQuery]
    public string[]? Story { get; init; }

    [Description("full or teaser.")]
    [FromQuery]
    public string[]? Kind { get; init; }

    [Description("new, revised or headline.")]
    [FromQuery]
    public string[]? Verdict { get; init; }

    [Description("A document's id.")]
    [FromQuery]
    public string[]? Document { get; init; }

    [Description("From this moment on (ISO 8601).")]
    public DateTimeOffset? From { get; init; }

    [Description("Before this moment (ISO 8601).")]
    public DateTimeOffset? To { get; init; }

    [Description("relevance, newest or oldest.")]
    public string? Sort { get; init; }

    /// <exception cref="ArgumentException">A value is wrong; the message says which.</exception>
    public SearchQuery ToQuery()
    {
        List<string> filters =
        [
            .. Terms(Fields.Source, Source), .. Terms(Fields.Agency, Agency), .. Terms(Fields.Place, Place), .. Terms(Fields.Person, Person),
            .. Terms(Fields.Category, Category), .. Terms(Fields.Language, Language), .. Terms(Fields.Story, Story), .. Terms(Fields.Kind, Kind),
            .. Terms(Fields.Verdict, Verdict), .. Terms(Fields.Document, Document),
        ];
        if (filters.Count > MostFilters)
        {
            throw new ArgumentException($"Up to {MostFilters} filters at once.");
        }

        if (From >= To)
        {
            throw new ArgumentException("'from' must be before 'to'.");
        }

        return SearchQuery.Parse(Q) with { Filters = filters, From = From?.ToUniversalTime(), To = To?.ToUniversalTime(), Sort = SortOf(Sort) };
    }

    private static SortOrder SortOf(string? sort) => sort switch
    {
        null or "" or "relevance" => SortOrder.Relevance,
        "newest" => SortOrder.Newest,
        "oldest" => SortOrder.Oldest,
        _ => throw new ArgumentException($"'sort' is relevance, newest or oldest, not '{sort}'."),
    };

    private static IEnumerable<string> Terms(string field, string[]? values) =>
        (values ?? []).Select(value => string.IsNullOrWhiteSpace(value)
            ? throw new ArgumentException($"'{field}' has no value.")
            : SearchTerms.Filter(field, value));
}
