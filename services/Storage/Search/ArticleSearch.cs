using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// Answers questions from the index: what fits is known from a few blocks of each segment; only the articles of the page are
/// fetched. The text has the last word on phrases.
/// </summary>
internal sealed class ArticleSearch(MongoDatabase database, SegmentReader segments)
{
    /// <summary>Articles looked at for one page where the text itself must be looked into.</summary>
    private const int MostExamined = 5_000;

    // Fetched at once beyond the first page's; and the most of them.
    private const int LargestStep = 200;

    private const int MostCounted = 100_000;
    private const int FacetValues = 20;

    // Of a text that no word is looked for in, its opening is shown: more than a line of a list takes, and a part of what texts are.
    private const int Opening = 600;

    private static readonly JsonObject SummaryFields = Projection(
        "article.headline", "article.text", "article.source", "article.kind", "article.documentId", "article.link", "article.author",
        "verdict.kind", "verdict.keptArticleId", "enrichment.headline", "enrichment.language", "enrichment.category.name", "enrichment.story.storyId",
        "enrichment.origin.agencies", "search.at", "search.order", "search.profile", "search.origin", "ingestedAt");

    private readonly Matching matching = new(segments);

    /// <summary>One page and the cursor of the next.</summary>
    public async Task<SearchPage> PageAsync(SearchQuery query, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var after = cursor is null ? null : SearchCursor.Read(cursor, query);
        var found = new List<FoundArticle>(limit + 1);
        await foreach (var article in FindAsync(query, after, limit + 1, cancellationToken))
        {
            found.Add(article);
            if (found.Count > limit)
            {
                break;
            }
        }

        var page = found.Take(limit).ToList();
        return new()
        {
            Articles = [.. page.Select(article => ArticleSummary.Of(article.Document, query))],
            Next = found.Count > limit ? page[^1].Cursor.Write(query) : null,
        };
    }

    /// <summary>All that match, in order; for export.</summary>
    public async IAsyncEnumerable<ArticleSummary> AllAsync(SearchQuery query, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = limit;
        await foreach (var article in FindAsync(query, after: null, limit, cancellationToken))
        {
            yield return ArticleSummary.Of(article.Document, query);
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Ids of all that match, in order, phrases checked.</summary>
    public async IAsyncEnumerable<string> IdsAsync(SearchQuery query, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = limit;
        await foreach (var article in FindAsync(query, after: null, limit, cancellationToken))
        {
            yield return article.Document.Id;
            if (--left == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>How the matching articles spread over the filters' values. Excluded phrases are not looked for here.</summary>
    public async Task<FacetCounts> FacetsAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var matches = await matching.FindAsync(query, headlines: false, cancellationToken);
        var complete = matches.Count <= MostCounted;
        matches.Cut(MostCounted, query.Sort);
        var fields = new Dictionary<string, IReadOnlyList<FacetValue>>(StringComparer.Ordinal);
        foreach (var field in FacetColumn.Names)
        {
            var counts = await matching.CountAsync(matches, field, cancellationToken);
            fields[field] =
            [
                .. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Take(FacetValues)
                    .Select(count => new FacetValue(count.Key, count.Value)),
            ];
        }

        return new() { Counted = (int)matches.Count, Complete = complete, Fields = fields };
    }

    /// <summary>For each word asked for, how many articles have it: what to tell when nothing was found.</summary>
    public async Task<IReadOnlyDictionary<string, long>> FrequenciesAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var frequencies = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stem in query.Stems)
        {
            frequencies[stem] = (await matching.FindAsync(new SearchQuery { Stems = [stem] }, headlines: false, cancellationToken)).Count;
        }

        return frequencies;
    }

    private IAsyncEnumerable<FoundArticle> FindAsync(SearchQuery query, SearchCursor? after, int expected, CancellationToken cancellationToken) =>
        query.Stems.Count + query.Filters.Count + query.Excluded.Count == 0
            ? ListAsync(query, after, expected, cancellationToken)
            : MatchAsync(query, after, expected, cancellationToken);

    private async IAsyncEnumerable<FoundArticle> MatchAsync(
        SearchQuery query, SearchCursor? after, int expected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var matches = await matching.FindAsync(query, query.HasWords && query.Sort == SortOrder.Relevance, cancellationToken);
        var examined = 0;
        var step = Math.Min(expected, LargestStep);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hits in Steps())
        {
            var articles = await ReadAsync(query, hits.Select(hit => hit.Id), cancellationToken);
            foreach (var hit in hits)
            {
                examined++;
                if (articles.TryGetValue(hit.Id, out var article) && IsItsEntry(hit, article) && seen.Add(hit.Id) && SaysSo(article, query))
                {
                    yield return new(article, new(hit.Tier, hit.Order));
                }
            }

            if (examined >= MostExamined && HasPhrases(query))
            {
                yield break;
            }
        }

        IEnumerable<List<Hit>> Steps()
        {
            var some = new List<Hit>(step);
            foreach (var hit in matches.InOrder(query.Sort, after))
            {
                some.Add(hit);
                if (some.Count == step)
                {
                    yield return some;
                    some.Clear();
                    step = Math.Min(2 * step, LargestStep);
                }
            }

            if (some.Count > 0)
            {
                yield return some;
            }
        }

        // Between two writes of somebody who indexes it anew an article points at an entry that is not searched yet.
        bool IsItsEntry(Hit hit, FoundDocument article) =>
            article.Search.Profile != SearchEntry.Leaving
            && (article.Search.Origin == hit.Origin || article.Search.Origin is not { } newer || !matches.Searches(newer));
    }

    // Without a word or a filter: the articles themselves, in their order, from the moment on that they are stored.
    private async IAsyncEnumerable<FoundArticle> ListAsync(
        SearchQuery query, SearchCursor? after, int expected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var oldest = query.Sort == SortOrder.Oldest;
        var span = new JsonObject();
        if (query.From is { } from)
        {
            span["$gte"] = SearchEntry.OrderOf(from);
        }

        if (query.To is { } to)
        {
            span["$lt"] = SearchEntry.OrderOf(to);
        }

        if (after is not null)
        {
            // A page never begins before its question's own span.
            span.Remove(oldest ? "$gte" : "$lt");
            span[oldest ? "$gt" : "$lt"] = after.Order;
        }

        var filter = span.Count == 0 ? new JsonObject() : new JsonObject { [StoredDocument.Order] = span };
        var options = new FindOptions
        {
            Sort = new JsonObject { [StoredDocument.Order] = oldest ? 1 : -1 },
            Projection = SummaryOf(query),
            BatchSize = Math.Clamp(expected, 2, LargestStep),
        };
        var examined = 0;
        await foreach (var document in database.FindAsync<FoundDocument>(ArticleStore.Articles, filter, options, cancellationToken))
        {
            if (++examined > MostExamined && HasPhrases(query))
            {
                yield break;
            }

            if (document.Search.Profile != SearchEntry.Leaving && SaysSo(document, query))
            {
                yield return new(document, new(0, document.Search.Order));
            }
        }
    }

    private async Task<Dictionary<string, FoundDocument>> ReadAsync(SearchQuery query, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, FoundDocument>(StringComparer.Ordinal);
        var filter = new JsonObject { ["_id"] = new JsonObject { ["$in"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } };
        var options = new FindOptions { Projection = SummaryOf(query), BatchSize = LargestStep };
        await foreach (var document in database.FindAsync<FoundDocument>(ArticleStore.Articles, filter, options, cancellationToken))
        {
            found[document.Id] = document;
        }

        return found;
    }

    private static JsonObject SummaryOf(SearchQuery query)
    {
        var fields = SummaryFields.DeepClone().AsObject();
        if (!query.HasWords && !HasPhrases(query))
        {
            fields["article.text"] = new JsonObject { ["$substrCP"] = new JsonArray("$article.text", 0, Opening) };
        }

        return fields;
    }

    private static bool HasPhrases(SearchQuery query) => query.Phrases.Count + query.ExcludedPhrases.Count > 0;

    private static bool SaysSo(FoundDocument document, SearchQuery query)
    {
        if (!HasPhrases(query))
        {
            return true;
        }

        var headline = document.Article.Headline ?? "";
        return query.Phrases.All(phrase => Snippet.HasPhrase(document.Article.Text, phrase) || Snippet.HasPhrase(headline, phrase))
            && !query.ExcludedPhrases.Any(phrase => Snippet.HasPhrase(document.Article.Text, phrase) || Snippet.HasPhrase(headline, phrase));
    }

    private static JsonObject Projection(params ReadOnlySpan<string> fields)
    {
        var projection = new JsonObject();
        foreach (var field in fields)
        {
            projection[field] = 1;
        }

        return projection;
    }

    private sealed record FoundArticle(FoundDocument Document, SearchCursor Cursor);
}
