using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Search;

/// <summary>
/// Answers questions from the index over <see cref="SearchTerms"/>. A page costs what the rarest of its terms costs, not what
/// the archive holds.
/// </summary>
internal sealed class ArticleSearch(MongoDatabase database)
{
    /// <summary>Articles looked at for one page where phrases must be checked in the text itself.</summary>
    private const int MostExamined = 5_000;

    // Enough to tell the rare from the common; counting further would cost more than it saves.
    private const int FrequencyCap = 2_000;
    private const int FacetSample = 2_000;
    private const int FacetValues = 20;

    private static readonly JsonObject SummaryFields = Projection(
        "article.headline", "article.text", "article.source", "article.kind", "article.documentId", "article.link", "article.author",
        "verdict.kind", "verdict.keptArticleId", "enrichment.headline", "enrichment.language", "enrichment.category.name", "enrichment.story.storyId",
        "enrichment.origin.agencies", "search.at", "search.order", "ingestedAt");

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

    /// <summary>How the newest matching articles spread over the filters' values. Phrases are not checked here.</summary>
    public async Task<FacetCounts> FacetsAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var match = Match(query, await DriverFirstAsync(query, cancellationToken), tier: null, after: null);
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = match },
            new JsonObject { ["$sort"] = Order(query) },
            new JsonObject { ["$limit"] = FacetSample + 1 },
            new JsonObject
            {
                ["$facet"] = new JsonObject
                {
                    ["counted"] = new JsonArray(new JsonObject { ["$count"] = "n" }),
                    [Fields.Source] = Facet("$article.source"),
                    [Fields.Language] = Facet("$enrichment.language"),
                    [Fields.Category] = Facet("$enrichment.category.name"),
                    [Fields.Kind] = Facet("$article.kind"),
                    [Fields.Agency] = Facet("$enrichment.origin.agencies.agency", list: true),
                    [Fields.Person] = Facet("$enrichment.people.name", list: true),
                    [Fields.Place] = Facet("$enrichment.places.name", list: true),
                    [Fields.Story] = Facet("$enrichment.story.storyId"),
                },
            });
        await foreach (var row in database.AggregateAsync<JsonObject>(ArticleStore.Articles, pipeline, cancellationToken))
        {
            var counted = row["counted"]!.AsArray() is [var first, ..] ? first!["n"]!.GetValue<int>() : 0;
            return new()
            {
                Counted = Math.Min(counted, FacetSample),
                Complete = counted <= FacetSample,
                Fields = row.Where(field => field.Key != "counted").ToDictionary(
                    field => field.Key,
                    IReadOnlyList<FacetValue> (field) => [.. field.Value!.AsArray().Select(value => new FacetValue(value!["_id"]!.GetValue<string>(), value["count"]!.GetValue<int>()))],
                    StringComparer.Ordinal),
            };
        }

        return new() { Counted = 0, Complete = true, Fields = new Dictionary<string, IReadOnlyList<FacetValue>>() };
    }

    /// <summary>For each word asked for, how many articles have it (counted up to a limit): what to tell when nothing was found.</summary>
    public async Task<IReadOnlyDictionary<string, long>> FrequenciesAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var frequencies = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stem in query.Stems)
        {
            frequencies[stem] = await FrequencyAsync(stem, cancellationToken);
        }

        return frequencies;
    }

    private async IAsyncEnumerable<FoundArticle> FindAsync(
        SearchQuery query, SearchCursor? after, int expected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var terms = await DriverFirstAsync(query, cancellationToken);
        int?[] tiers = query.HasWords && query.Sort == SortOrder.Relevance ? [0, 1] : [null];
        var examined = 0;
        foreach (var tier in tiers)
        {
            if (tier < after?.Tier)
            {
                continue;
            }

            var options = new FindOptions
            {
                Sort = Order(query),
                Projection = SummaryFields.DeepClone(),
                BatchSize = Math.Clamp(expected, 2, 500),
            };
            var filter = Match(query, terms, tier, after?.Tier == (tier ?? 0) ? after : null);
            await foreach (var document in database.FindAsync<FoundDocument>(ArticleStore.Articles, filter, options, cancellationToken))
            {
                if (++examined > MostExamined && query.Phrases.Count + query.ExcludedPhrases.Count > 0)
                {
                    yield break;
                }

                if (SaysSo(document, query))
                {
                    yield return new(document, new(tier ?? 0, document.Search.Order));
                }
            }
        }
    }

    private static bool SaysSo(FoundDocument document, SearchQuery query)
    {
        if (query.Phrases.Count + query.ExcludedPhrases.Count == 0)
        {
            return true;
        }

        var headline = document.Article.Headline ?? "";
        return query.Phrases.All(phrase => Snippet.HasPhrase(document.Article.Text, phrase) || Snippet.HasPhrase(headline, phrase))
            && !query.ExcludedPhrases.Any(phrase => Snippet.HasPhrase(document.Article.Text, phrase) || Snippet.HasPhrase(headline, phrase));
    }

    // The index is entered by the first term: the rarest, so that the fewest articles are fetched.
    private async Task<IReadOnlyList<string>> DriverFirstAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        List<string> terms = [.. query.Stems, .. query.Filters];
        if (terms.Count < 2)
        {
            return terms;
        }

        var frequencies = await Task.WhenAll(terms.Select(term => FrequencyAsync(term, cancellationToken)));
        return [.. terms.Zip(frequencies).OrderBy(term => term.Second).Select(term => term.First)];
    }

    private async Task<long> FrequencyAsync(string term, CancellationToken cancellationToken)
    {
        var pipeline = new JsonArray(
            new JsonObject { ["$match"] = new JsonObject { [StoredDocument.Terms] = term } },
            new JsonObject { ["$limit"] = FrequencyCap },
            new JsonObject { ["$count"] = "n" });
        await foreach (var row in database.AggregateAsync<JsonObject>(ArticleStore.Articles, pipeline, cancellationToken))
        {
            return row["n"]!.GetValue<long>();
        }

        return 0;
    }

    private static JsonObject Match(SearchQuery query, IReadOnlyList<string> terms, int? tier, SearchCursor? after)
    {
        var match = new JsonObject();
        var all = new JsonArray();
        var marked = query.Stems.Select(stem => SearchTerms.InHeadline + stem).ToList();
        if (tier == 0)
        {
            // A word is rarer in headlines than in texts; the rarest stem's headline form is the rarest of them all.
            var driver = terms.FirstOrDefault(query.Stems.Contains);
            terms = [.. marked.OrderBy(term => !term.EndsWith(driver!, StringComparison.Ordinal)), .. query.Filters];
        }
        else if (tier == 1)
        {
            all.Add(new JsonObject { ["$nor"] = new JsonArray(new JsonObject { [StoredDocument.Terms] = new JsonObject { ["$all"] = Values(marked) } }) });
        }

        if (terms.Count > 0)
        {
            match[StoredDocument.Terms] = terms[0];
            foreach (var other in terms.Skip(1))
            {
                all.Add(new JsonObject { [StoredDocument.Terms] = other });
            }
        }

        if (query.Excluded.Count > 0)
        {
            all.Add(new JsonObject { [StoredDocument.Terms] = new JsonObject { ["$nin"] = Values(query.Excluded) } });
        }

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
            span[query.Sort == SortOrder.Oldest ? "$gt" : "$lt"] = after.Order;
            if (query.Sort == SortOrder.Oldest)
            {
                span.Remove("$gte");
            }
        }

        if (span.Count > 0)
        {
            match[StoredDocument.Order] = span;
        }

        if (all.Count > 0)
        {
            match["$and"] = all;
        }

        return match;
    }

    private static JsonObject Order(SearchQuery query) => new() { [StoredDocument.Order] = query.Sort == SortOrder.Oldest ? 1 : -1 };

    private static JsonArray Values(IEnumerable<string> values) => [.. values.Select(value => (JsonNode?)value)];

    private static JsonArray Facet(string path, bool list = false)
    {
        var stages = new JsonArray();
        if (list)
        {
            stages.Add(new JsonObject { ["$unwind"] = path[..path.LastIndexOf('.')] });
        }

        stages.Add(new JsonObject { ["$match"] = new JsonObject { [path[1..]] = new JsonObject { ["$type"] = "string" } } });
        stages.Add(new JsonObject { ["$sortByCount"] = path });
        stages.Add(new JsonObject { ["$limit"] = FacetValues });
        return stages;
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
