using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Search.Segments;

/// <summary>What one article gives to a segment.</summary>
internal sealed record IndexedArticle
{
    public required string Id { get; init; }

    public required long Order { get; init; }

    /// <summary>The state of the article that this was made of, see <see cref="SearchEntry.Change"/>.</summary>
    public required long Change { get; init; }

    /// <summary>The entry that this one takes the place of, see <see cref="SearchEntry.Origin"/>.</summary>
    public required long? Before { get; init; }

    /// <summary>Keys of <see cref="Family.Terms"/> and of <see cref="Family.Words"/>; some may stand several times.</summary>
    public required ulong[] Terms { get; init; }

    public required ulong[] Words { get; init; }

    /// <summary>Values in the order of <see cref="FacetColumn.Names"/>.</summary>
    public required IReadOnlyList<string>[] Facets { get; init; }

    public static IndexedArticle Of(StoredDocument document)
    {
        var (article, notes) = (document.Article, document.Enrichment);
        List<ulong> terms = [], words = [];
        SearchTerms.Collect(article, document.Verdict, notes, terms, words);
        return new()
        {
            Id = document.Id,
            Order = document.Search.Order,
            Change = document.Search.Change,
            Before = document.Search.Origin,
            Terms = [.. terms],
            Words = [.. words],
            Facets =
            [
                [article.Source],
                [notes.Language],
                One(notes.Category?.Name),
                [article.Kind],
                Distinct(notes.Origin?.Agencies?.Select(agency => agency.Agency)),
                Distinct(notes.People?.Select(person => person.Name)),
                Distinct(notes.Places?.Select(place => place.Name)),
                One(notes.Story?.StoryId),
            ],
        };
    }

    private static string[] One(string? value) => value is null ? [] : [value];

    private static string[] Distinct(IEnumerable<string>? values) => values is null ? [] : [.. values.Distinct(StringComparer.Ordinal)];
}
