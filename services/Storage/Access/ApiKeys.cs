using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>One key in the collection <c>keys</c>; the key itself is nowhere.</summary>
internal sealed record ApiKey
{
    /// <summary>SHA-256 of the key in hexadecimal. Keys are 32 random bytes: nothing slower is needed to keep them secret.</summary>
    [JsonPropertyName("_id")]
    public required string Hash { get; init; }

    public required string Name { get; init; }

    public required ApiRole Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>Who may ask. Owns the collection <c>keys</c>.</summary>
internal sealed class ApiKeys(MongoDatabase database, IOptions<AccessOptions> options, TimeProvider time)
{
    /// <summary>The name of the key that the settings bring.</summary>
    public const string FirstKey = "settings";

    /// <summary>The name of the web console's own key, from the settings too.</summary>
    public const string ConsoleKey = "console";

    private const string Keys = "keys";

    // How long a revoked key may go on working on this replica.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (ApiKey? Key, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Keys,
                Indexes = [new IndexDefinition { Name = "name", Keys = new JsonObject { ["name"] = 1 }, Unique = true }],
            },
            cancellationToken);

    /// <returns>The key's entry, or null when nobody may use it.</returns>
    public async Task<ApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var hash = HashOf(key);
        if (IsOneOfTheSettings(hash, options.Value.AdminKeyHash))
        {
            return OfTheSettings(hash, FirstKey, ApiRole.Admin);
        }

        if (IsOneOfTheSettings(hash, options.Value.ConsoleKeyHash))
        {
            return OfTheSettings(hash, ConsoleKey, ApiRole.Viewer);
        }

        var now = time.GetUtcNow();
        if (known.TryGetValue(hash, out var remembered) && now - remembered.At < Remembered)
        {
            return remembered.Key;
        }

        // Looked up by hash: how long it takes tells nothing about the keys that exist.
        var found = await database.FindOneAsync<ApiKey>(Keys, new JsonObject { ["_id"] = hash }, cancellationToken: cancellationToken);
        found = found?.RevokedAt is null ? found : null;
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[hash] = (found, now);
        return found;
    }

    /// <summary>Makes a key. It is told once, here.</summary>
    /// <exception cref="ArgumentException">The name is taken or no name.</exception>
    public async Task<string> CreateAsync(string name, ApiRole role, string by, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > 60 || name is FirstKey or ConsoleKey || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' '))
        {
            throw new ArgumentException("A key's name has up to 60 letters, digits, blanks, dots, dashes and underscores.");
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var entry = new ApiKey { Hash = HashOf(key), Name = name, Role = role, CreatedAt = time.GetUtcNow(), CreatedBy = by };
        var result = await database.InsertAsync(Keys, [entry], cancellationToken);
        return result.Inserted == 1 ? key : throw new ArgumentException($"There is a key called {name} already: revoke it, or take another name.");
    }

    /// <returns>False when no key of this name works.</returns>
    public async Task<bool> RevokeAsync(string name, CancellationToken cancellationToken)
    {
        var result = await database.UpdateAsync(
            Keys,
            [
                new UpdateOne(
                    new JsonObject { ["name"] = name, ["revokedAt"] = null },
                    new JsonObject { ["$set"] = new JsonObject { ["revokedAt"] = MongoJson.Node(time.GetUtcNow()) } }),
            ],
            cancellationToken);
        known.Clear();
        return result.Matched == 1;
    }

    public async Task<List<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<ApiKey>();
        await foreach (var key in database.FindAsync<ApiKey>(Keys, new JsonObject(), new FindOptions { Sort = new JsonObject { ["name"] = 1 } }, cancellationToken))
        {
            keys.Add(key);
        }

        return keys;
    }

    private static bool IsOneOfTheSettings(string hash, string? known) =>
        known is { Length: > 0 } && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), Convert.FromHexString(known));

    private static ApiKey OfTheSettings(string hash, string name, ApiRole role) =>
        new() { Hash = hash, Name = name, Role = role, CreatedAt = DateTimeOffset.UnixEpoch, CreatedBy = FirstKey };

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
