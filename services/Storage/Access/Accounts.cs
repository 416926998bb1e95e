using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>One person in the collection <c>accounts</c>.</summary>
internal sealed record Account
{
    [JsonPropertyName("_id")]
    public required string Name { get; init; }

    public required ApiRole Role { get; init; }

    public required PasswordHash Password { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>May not sign in, and no session of it works; its name and what it saved stay.</summary>
    public bool Disabled { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }
}

/// <summary>The people who sign in. Owns the collection <c>accounts</c>.</summary>
internal sealed class Accounts(MongoDatabase database, TimeProvider time)
{
    private const string People = "accounts";
    private const int LongestName = 40;

    // Hashing takes a processor for a fifth of a second: whoever tries passwords takes one of them, not all.
    private static readonly SemaphoreSlim Hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(new CollectionDefinition { Name = People }, cancellationToken);

    /// <summary>Names are told apart without regard to capitals.</summary>
    public static string NameOf(string typed) => typed.Trim().ToLowerInvariant();

    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.FindOneAsync<Account>(People, new JsonObject { ["_id"] = name }, cancellationToken: cancellationToken);

    public async Task<List<Account>> ListAsync(CancellationToken cancellationToken)
    {
        var accounts = new List<Account>();
        await foreach (var account in database.FindAsync<Account>(People, new JsonObject(), new FindOptions { Sort = new JsonObject { ["_id"] = 1 } }, cancellationToken))
        {
            accounts.Add(account);
        }

        return accounts;
    }

    /// <returns>The account, or null: an unknown name, a wrong password and a disabled account take the same time.</returns>
    public async Task<Account?> CheckAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(name, cancellationToken);
        var right = await HashAsync(() => (account?.Password ?? PasswordHash.OfNobody).Is(password), cancellationToken);
        return right && account is { Disabled: false } ? account : null;
    }

    public Task SignedInAsync(string name, CancellationToken cancellationToken) =>
        SetAsync(name, new JsonObject { ["lastSignInAt"] = MongoJson.Node(time.GetUtcNow()) }, cancellationToken);

    /// <exception cref="ArgumentException">The name is taken or no name, or the password too short.</exception>
    public async Task CreateAsync(string name, ApiRole role, string password, string by, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            throw new ArgumentException($"An account's name has up to {LongestName} letters, digits, dots, dashes and underscores.");
        }

        var account = new Account
        {
            Name = name,
            Role = role,
            Password = await HashAsync(() => PasswordHash.Of(password), cancellationToken),
            CreatedAt = time.GetUtcNow(),
            CreatedBy = by,
        };
        var result = await database.InsertAsync(People, [account], cancellationToken);
        if (result.Inserted != 1)
        {
            throw new ArgumentException($"There is an account called {name} already.");
        }
    }

    /// <returns>False when there is no such account.</returns>
    public async Task<bool> SetPasswordAsync(string name, string password, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(() => PasswordHash.Of(password), cancellationToken);
        return await SetAsync(name, new JsonObject { ["password"] = MongoJson.Node(hash), ["disabled"] = false }, cancellationToken);
    }

    /// <returns>False when there is no such account.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        await database.DeleteAsync(People, new JsonObject { ["_id"] = name }, 1, cancellationToken) == 1;

    /// <summary>False only when nobody but the named one, or nobody at all, could give anybody access.</summary>
    public async Task<bool> HasOtherAdminAsync(string name, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Exists(account => account is { Role: ApiRole.Admin, Disabled: false } && account.Name != name);

    private async Task<bool> SetAsync(string name, JsonObject change, CancellationToken cancellationToken) =>
        (await database.UpdateAsync(People, [new UpdateOne(new JsonObject { ["_id"] = name }, new JsonObject { ["$set"] = change })], cancellationToken)).Matched == 1;

    private static async Task<T> HashAsync<T>(Func<T> hash, CancellationToken cancellationToken)
    {
        await Hashing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(hash, cancellationToken);
        }
        finally
        {
            Hashing.Release();
        }
    }
}
