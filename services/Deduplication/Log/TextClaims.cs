using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication.Log;

/// <summary>
/// Who was first with a text, for ever, in the collection <c>claims</c>. A unique key decides between replicas, and the
/// claimant's id is kept with it: "claimed by me" passes again, because a process may die between its claim and its
/// announcement.
/// </summary>
internal sealed class TextClaims(MongoDatabase database, TimeProvider time)
{
    private const string Claims = "claims";

    private sealed record Claim
    {
        /// <summary>Profile version and key of the normalised text.</summary>
        [JsonPropertyName("_id")]
        public required string Key { get; init; }

        public required string ArticleId { get; init; }

        public required DateTimeOffset ClaimedAt { get; init; }
    }

    /// <returns>The article that owns a text; none where nobody has claimed it.</returns>
    public async Task<string?> OwnerAsync(string key, CancellationToken cancellationToken) =>
        (await database.FindOneAsync<Claim>(Claims, new JsonObject { ["_id"] = key }, cancellationToken: cancellationToken))?.ArticleId;

    /// <summary>Claims each text for its article: one insert, and one query where others were first.</summary>
    /// <returns>For each claim, in its place, the article that owns the text.</returns>
    public async Task<IReadOnlyList<string>> ClaimAsync(IReadOnlyList<(string Key, string ArticleId)> claims, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var documents = claims.Select(claim => new Claim { Key = claim.Key, ArticleId = claim.ArticleId, ClaimedAt = now }).ToList();
        var result = await database.InsertAsync(Claims, documents, cancellationToken);
        var owners = claims.Select(claim => claim.ArticleId).ToArray();
        if (result.Conflicts.Count == 0)
        {
            return owners;
        }

        var taken = new JsonArray([.. result.Conflicts.Select(index => JsonValue.Create(claims[index].Key))]);
        var filter = new JsonObject { ["_id"] = new JsonObject { ["$in"] = taken } };
        var ownerOf = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var claim in database.FindAsync<Claim>(Claims, filter, cancellationToken: cancellationToken))
        {
            ownerOf[claim.Key] = claim.ArticleId;
        }

        foreach (var index in result.Conflicts)
        {
            owners[index] = ownerOf[claims[index].Key];
        }

        return owners;
    }
}
