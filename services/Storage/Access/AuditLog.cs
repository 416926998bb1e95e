using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>One thing that somebody did.</summary>
internal sealed record AuditEntry
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the account or of the key.</summary>
    public required string Who { get; init; }

    /// <summary>For example <c>quarantine.retry</c>.</summary>
    public required string What { get; init; }

    /// <summary>What it was done to, and how.</summary>
    public required string Details { get; init; }
}

/// <summary>Who did what. Owns the collection <c>audit</c>; nothing in it is ever changed.</summary>
internal sealed class AuditLog(MongoDatabase database, TimeProvider time)
{
    private const string Audit = "audit";

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Audit,
                Indexes =
                [
                    // With the id behind the moment, as the list is sorted: without it all entries were sorted for each page.
                    new IndexDefinition { Name = "at_id", Keys = new JsonObject { ["at"] = -1, ["_id"] = -1 } },
                    new IndexDefinition { Name = "who_at_id", Keys = new JsonObject { ["who"] = 1, ["at"] = -1, ["_id"] = -1 } },
                    new IndexDefinition { Name = "what_at_id", Keys = new JsonObject { ["what"] = 1, ["at"] = -1, ["_id"] = -1 } },
                ],
            },
            cancellationToken);

    /// <summary>Returns when it is written: what was done and not written down was not done by anybody.</summary>
    public Task WriteAsync(string who, string what, string details, CancellationToken cancellationToken) =>
        database.InsertAsync(
            Audit,
            [new AuditEntry { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), At = time.GetUtcNow(), Who = who, What = what, Details = details }],
            cancellationToken);

    /// <param name="filter">Which.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cursor">What the page before gave.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The newest first, and the cursor of the next page if there is one.</returns>
    /// <exception cref="ArgumentException">The cursor is none of this list.</exception>
    public async Task<(List<AuditEntry> Entries, string? Next)> PageAsync(AuditFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var match = filter.ToMatch();
        if (cursor is not null)
        {
            if (cursor.Split('_') is not [var moment, var id] || !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            {
                throw new ArgumentException("The cursor is none of this list: ask without a cursor for the first page.");
            }

            var at = MongoJson.Node(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))!;
            match["$or"] = new JsonArray(
                new JsonObject { ["at"] = new JsonObject { ["$lt"] = at.DeepClone() } },
                new JsonObject { ["at"] = at, ["_id"] = new JsonObject { ["$lt"] = id } });
        }

        var entries = new List<AuditEntry>();
        var options = new FindOptions { Sort = new JsonObject { ["at"] = -1, ["_id"] = -1 }, Limit = limit + 1 };
        await foreach (var entry in database.FindAsync<AuditEntry>(Audit, match, options, cancellationToken))
        {
            entries.Add(entry);
        }

        if (entries.Count <= limit)
        {
            return (entries, null);
        }

        entries.RemoveAt(limit);
        return (entries, string.Create(CultureInfo.InvariantCulture, $"{entries[^1].At.ToUnixTimeMilliseconds()}_{entries[^1].Id}"));
    }
}

/// <summary>Which entries of the audit.</summary>
/// <param name="Who">This name alone.</param>
/// <param name="What">This word, or all that begin with it and a dot: <c>quarantine</c>.</param>
/// <param name="From">From this moment on.</param>
/// <param name="To">Before this moment.</param>
internal sealed record AuditFilter(string? Who = null, string? What = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public JsonObject ToMatch()
    {
        var match = new JsonObject();
        if (Who is not null)
        {
            match["who"] = Who;
        }

        if (What is not null)
        {
            match["what"] = What.Contains('.', StringComparison.Ordinal) ? What : new JsonObject { ["$regex"] = $"^{Regex.Escape(What)}\\." };
        }

        var span = new JsonObject();
        if (From is { } from)
        {
            span["$gte"] = MongoJson.Node(from.ToUniversalTime());
        }

        if (To is { } to)
        {
            span["$lt"] = MongoJson.Node(to.ToUniversalTime());
        }

        if (span.Count > 0)
        {
            match["at"] = span;
        }

        return match;
    }
}
