using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>One sign-in in the collection <c>sessions</c>; the token itself is nowhere.</summary>
internal sealed record Session
{
    /// <summary>SHA-256 of the token in hexadecimal, as with keys.</summary>
    [JsonPropertyName("_id")]
    public required string Hash { get; init; }

    /// <summary>The account. What it may do is asked of the account each time, so that a change takes effect.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Who is signed in. Owns the collection <c>sessions</c>.</summary>
internal sealed class Sessions(MongoDatabase database, Accounts accounts, TimeProvider time)
{
    /// <summary>What every token begins with, so that it is told from a key.</summary>
    public const string TokenStart = "s.";

    /// <summary>A working day and the overtime after it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string SignedIn = "sessions";

    // How long an ended session may go on working on another replica.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private const int MostRemembered = 10_000;

    // Old sessions go in bounded steps, a few with every new one.
    private const int SweptAtOnce = 50;

    private readonly ConcurrentDictionary<string, (Session Session, Account Account, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = SignedIn,
                Indexes =
                [
                    new IndexDefinition { Name = "name", Keys = new JsonObject { ["name"] = 1 } },
                    new IndexDefinition { Name = "expires", Keys = new JsonObject { ["expiresAt"] = 1 } },
                ],
            },
            cancellationToken);

    /// <summary>The token is told once, here.</summary>
    public async Task<(string Token, Session Session)> BeginAsync(string name, CancellationToken cancellationToken)
    {
        // As the store keeps it, so that the same moment is told now and later.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var token = TokenStart + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var session = new Session { Hash = HashOf(token), Name = name, CreatedAt = now, ExpiresAt = now + Lifetime };
        await database.DeleteAsync(SignedIn, new JsonObject { ["expiresAt"] = new JsonObject { ["$lt"] = MongoJson.Node(now) } }, SweptAtOnce, cancellationToken);
        await database.InsertAsync(SignedIn, [session], cancellationToken);
        return (token, session);
    }

    /// <returns>Null when the session is unknown, over or ended, or its account may not sign in.</returns>
    public async Task<(Session Session, Account Account)?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        var now = time.GetUtcNow();
        if (known.TryGetValue(hash, out var remembered) && now - remembered.At < Remembered)
        {
            return remembered.Session.ExpiresAt > now ? (remembered.Session, remembered.Account) : null;
        }

        known.TryRemove(hash, out _);
        if (await database.FindOneAsync<Session>(SignedIn, new JsonObject { ["_id"] = hash }, cancellationToken: cancellationToken) is not { } session
            || session.ExpiresAt <= now
            || await accounts.FindAsync(session.Name, cancellationToken) is not { Disabled: false } account)
        {
            return null;
        }

        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        known[hash] = (session, account, now);
        return (session, account);
    }

    public async Task EndAsync(string token, CancellationToken cancellationToken)
    {
        await database.DeleteAsync(SignedIn, new JsonObject { ["_id"] = HashOf(token) }, 1, cancellationToken);
        known.TryRemove(HashOf(token), out _);
    }

    /// <summary>All of one account: its password has changed, or it is gone.</summary>
    public async Task EndAllAsync(string name, CancellationToken cancellationToken)
    {
        await database.DeleteAsync(SignedIn, new JsonObject { ["name"] = name }, 0, cancellationToken);
        known.Clear();
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
