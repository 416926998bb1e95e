using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>One thing that somebody did.</summary>
internal sealed record AuditEntry
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the key.</summary>
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
            new CollectionDefinition { Name = Audit, Indexes = [new IndexDefinition { Name = "newest", Keys = new JsonObject { ["at"] = -1 } }] },
            cancellationToken);

    /// <summary>Returns when it is written: what was done and not written down was not done by anybody.</summary>
    public Task WriteAsync(string who, string what, string details, CancellationToken cancellationToken) =>
        database.InsertAsync(
            Audit,
            [new AuditEntry { Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), At = time.GetUtcNow(), Who = who, What = what, Details = details }],
            cancellationToken);

    public async Task<List<AuditEntry>> NewestAsync(int limit, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        var options = new FindOptions { Sort = new JsonObject { ["at"] = -1 }, Limit = limit };
        await foreach (var entry in database.FindAsync<AuditEntry>(Audit, new JsonObject(), options, cancellationToken))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
