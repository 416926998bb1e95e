using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Articles;

/// <summary>One article with everything that is known about it.</summary>
internal sealed record WholeArticle
{
    public required Article Article { get; init; }

    /// <summary><see cref="Contracts.Fate.Stored"/> or <see cref="Contracts.Fate.Repeated"/>.</summary>
    public required string Fate { get; init; }

    public required Verdict Verdict { get; init; }

    public Contracts.Enrichment? Enrichment { get; init; }

    public required Journey Journey { get; init; }

    public DateTimeOffset? IngestedAt { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>All versions of the article, this one among them, the oldest first; empty when there is one only.</summary>
    public required IReadOnlyList<ArticleVersion> Versions { get; init; }

    /// <summary>How many articles were kept out because they repeat this one.</summary>
    public required long Repeats { get; init; }
}

internal sealed record ArticleVersion(int Number, string ArticleId, string? Headline, DateTimeOffset IngestedAt);

/// <summary>An article that repeats another, and why.</summary>
internal sealed record RepeatLine
{
    public required string ArticleId { get; init; }

    public required Verdict Verdict { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    public string? Headline { get; init; }

    public string? Source { get; init; }

    public string? DocumentId { get; init; }

    public string? Text { get; init; }
}

/// <summary>Reads articles whole.</summary>
internal sealed class ArticleReader(MongoDatabase database)
{
    // A story corrected more often than this is shown by its first versions.
    private const int MostVersions = 100;

    public async Task<WholeArticle?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var byId = new JsonObject { ["_id"] = id };
        if (await database.FindOneAsync<StoredDocument>(ArticleStore.Articles, byId, cancellationToken: cancellationToken) is { } stored)
        {
            return new()
            {
                Article = stored.Article,
                Fate = Fate.Stored,
                Verdict = stored.Verdict,
                Enrichment = stored.Enrichment,
                Journey = stored.Journey,
                IngestedAt = stored.IngestedAt,
                StoredAt = stored.StoredAt,
                Versions = await VersionsAsync(stored, cancellationToken),
                Repeats = await database.CountAsync(ArticleStore.Repeats, KeptIs(id), cancellationToken),
            };
        }

        // A repeat whose article has not arrived yet has nothing to show.
        return await database.FindOneAsync<RepeatDocument>(ArticleStore.Repeats, byId, cancellationToken: cancellationToken) is { Article: { } article } repeat
            ? new()
            {
                Article = article,
                Fate = Fate.Repeated,
                Verdict = repeat.Verdict,
                Enrichment = repeat.Enrichment,
                Journey = repeat.Journey,
                IngestedAt = repeat.IngestedAt,
                StoredAt = repeat.StoredAt,
                Versions = [],
                Repeats = await database.CountAsync(ArticleStore.Repeats, KeptIs(id), cancellationToken),
            }
            : null;
    }

    /// <summary>What was kept out in favour of this article, the newest first.</summary>
    public async Task<List<RepeatLine>> RepeatsAsync(string keptId, int limit, CancellationToken cancellationToken)
    {
        var lines = new List<RepeatLine>();
        var options = new FindOptions { Sort = new JsonObject { ["storedAt"] = -1, ["_id"] = 1 }, Limit = limit };
        await foreach (var repeat in database.FindAsync<RepeatDocument>(ArticleStore.Repeats, KeptIs(keptId), options, cancellationToken))
        {
            lines.Add(new()
            {
                ArticleId = repeat.Id,
                Verdict = repeat.Verdict,
                StoredAt = repeat.StoredAt,
                Headline = repeat.Article?.Headline,
                Source = repeat.Article?.Source,
                DocumentId = repeat.Article?.DocumentId,
                Text = repeat.Article?.Text,
            });
        }

        return lines;
    }

    // A revision names the version before it, or the first one: everything that hangs together is one line of versions.
    private async Task<List<ArticleVersion>> VersionsAsync(StoredDocument article, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Line>(StringComparer.Ordinal) { [article.Id] = Line.Of(article) };
        var open = new Queue<Line>(found.Values);
        while (open.TryDequeue(out var line) && found.Count < MostVersions)
        {
            var near = new JsonArray(new JsonObject { ["verdict.kind"] = VerdictKind.Revised, ["verdict.keptArticleId"] = line.Id });
            if (line.Revises is { } earlier)
            {
                near.Add(new JsonObject { ["_id"] = earlier });
            }

            var options = new FindOptions
            {
                Limit = MostVersions,
                Projection = new JsonObject { ["article.headline"] = 1, ["verdict.kind"] = 1, ["verdict.keptArticleId"] = 1, ["ingestedAt"] = 1 },
            };
            await foreach (var document in database.FindAsync<JsonObject>(ArticleStore.Articles, new JsonObject { ["$or"] = near }, options, cancellationToken))
            {
                var other = Line.Of(document);
                if (found.TryAdd(other.Id, other))
                {
                    open.Enqueue(other);
                }
            }
        }

        return found.Count == 1
            ? []
            : [.. found.Values.OrderBy(line => line.IngestedAt).ThenBy(line => line.Id, StringComparer.Ordinal).Select((line, index) => new ArticleVersion(index + 1, line.Id, line.Headline, line.IngestedAt))];
    }

    private static JsonObject KeptIs(string id) => new() { ["verdict.keptArticleId"] = id };

    private sealed record Line(string Id, string? Headline, string? Revises, DateTimeOffset IngestedAt)
    {
        public static Line Of(StoredDocument article) =>
            new(article.Id, article.Article.Headline, article.Verdict.Kind == VerdictKind.Revised ? article.Verdict.KeptArticleId : null, article.IngestedAt);

        public static Line Of(JsonObject document) => new(
            document["_id"]!.GetValue<string>(),
            document["article"]?["headline"]?.GetValue<string>(),
            document["verdict"]?["kind"]?.GetValue<string>() == VerdictKind.Revised ? document["verdict"]?["keptArticleId"]?.GetValue<string>() : null,
            System.Text.Json.JsonSerializer.Deserialize<DateTimeOffset>(document["ingestedAt"], MongoJson.Options));
    }
}
