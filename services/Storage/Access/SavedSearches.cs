using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Access;

/// <summary>A search that somebody wants to have again.</summary>
internal sealed record SavedSearch
{
    [JsonPropertyName("_id")]
    public required string Id { get; init; }

    /// <summary>Whose it is; nobody else sees it.</summary>
    public required string Owner { get; init; }

    public required string Name { get; init; }

    /// <summary>The query string of <c>/api/articles</c>, without the question mark.</summary>
    public required string Query { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Each person's own searches. Owns the collection <c>searches</c>.</summary>
internal sealed class SavedSearches(MongoDatabase database, TimeProvider time)
{
    private const string Searches = "searches";
    private const int MostEach = 200;
    private const int LongestName = 100;
    private const int LongestQuery = 2_000;

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Searches,
                Indexes = [new IndexDefinition { Name = "owner_name", Keys = new JsonObject { ["owner"] = 1, ["name"] = 1 }, Unique = true }],
            },
            cancellationToken);

    public async Task<List<SavedSearch>> ListAsync(string owner, CancellationToken cancellationToken)
    {
        var searches = new List<SavedSearch>();
        var options = new FindOptions { Sort = new JsonObject { ["owner"] = 1, ["name"] = 1 }, Limit = MostEach };
        await foreach (var search in database.FindAsync<SavedSearch>(Searches, new JsonObject { ["owner"] = owner }, options, cancellationToken))
        {
            searches.Add(search);
        }

        return searches;
    }

    /// <exception cref="ArgumentException">The name is taken, or something is too long.</exception>
    public async Task<SavedSearch> SaveAsync(string owner, string name, string query, CancellationToken cancellationToken)
    {
        name = Text.TextCleaner.Clean(name).Trim();
        query = Text.TextCleaner.Clean(query).TrimStart('?');
        if (name.Length is 0 or > LongestName)
        {
            throw new ArgumentException($"A saved search has a name of up to {LongestName} characters.");
        }

        if (query.Length > LongestQuery)
        {
            throw new ArgumentException($"A saved search has up to {LongestQuery} characters.");
        }

        if ((await ListAsync(owner, cancellationToken)).Count >= MostEach)
        {
            throw new ArgumentException($"There are {MostEach} saved searches already: remove one first.");
        }

        var now = time.GetUtcNow();
        var search = new SavedSearch { Id = Guid.CreateVersion7(now).ToString("N"), Owner = owner, Name = name, Query = query, CreatedAt = now };
        var result = await database.InsertAsync(Searches, [search], cancellationToken);
        return result.Inserted == 1 ? search : throw new ArgumentException($"There is a saved search called {name} already.");
    }

    /// <returns>False when the owner has none of this id.</returns>
    public async Task<bool> RemoveAsync(string owner, string id, CancellationToken cancellationToken) =>
        await database.DeleteAsync(Searches, new JsonObject { ["_id"] = id, ["owner"] = owner }, 1, cancellationToken) == 1;
}
