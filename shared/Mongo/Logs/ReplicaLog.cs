using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace NewsPlatform.Mongo.Logs;

/// <summary>
/// What the replicas of a service tell each other through one collection. A replica writes its entry, then reads what the
/// others wrote since its last look, then decides: of two things that arrive at two replicas at once, at least one is
/// decided with the other in sight. Writing and reading in one snapshot would lose pairs: two writers cannot see each
/// other's uncommitted work.
/// </summary>
/// <param name="collection">Belongs to this log alone.</param>
/// <param name="replica">The name of this replica; two logs under one name do not disturb each other.</param>
/// <remarks>Not thread-safe: one writer of a replica after the other.</remarks>
public sealed class ReplicaLog<TEntry>(MongoDatabase database, string collection, string replica, TimeProvider time)
    where TEntry : class, IReplicaLogEntry
{
    /// <summary>A stream that was silent for so long is continued under a new name, and nobody asks for the old one any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    /// <summary>Entries that one call removes at most. A replica writes one or two for each bundle, so it catches up with any load.</summary>
    internal const int RemovedAtOnce = 100;

    /// <summary>Where nothing was left to remove it is not looked for again for so long.</summary>
    internal static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(10);

    // Two logs of one process are two replicas: their streams must never meet.
    private readonly int life = ReplicaLives.Next();
    private readonly Dictionary<string, (long Number, DateTimeOffset At)> read = new(StringComparer.Ordinal);
    private string stream = "";
    private long number;
    private DateTimeOffset written;
    private DateTimeOffset looked;
    private DateTimeOffset removed;

    /// <summary>Makes the collection and its indexes where they are missing.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = collection,
                Indexes =
                [
                    // What others wrote since the last look.
                    new IndexDefinition { Name = "stream_number", Keys = new JsonObject { ["stream"] = 1, ["number"] = 1 } },

                    // These days at start, and what has left them.
                    new IndexDefinition { Name = "at", Keys = new JsonObject { ["at"] = 1 } },
                ],
            },
            cancellationToken);

    /// <summary>All that was written since a moment, oldest first.</summary>
    public async IAsyncEnumerable<TEntry> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = database.FindAsync<TEntry>(
            collection,
            new JsonObject { ["at"] = new JsonObject { ["$gte"] = MongoJson.Node(since) } },
            new FindOptions { Sort = new JsonObject { ["at"] = 1, ["number"] = 1 } },
            cancellationToken);
        await foreach (var entry in entries)
        {
            Seen(entry);
            yield return entry;
        }
    }

    /// <summary>Writes one entry, whole or not at all.</summary>
    /// <param name="entryAt">Makes the entry for its place; its document's id is <see cref="LogPlace.Id"/>.</param>
    /// <exception cref="InvalidOperationException">The store refused the entry.</exception>
    public async Task WriteAsync(Func<LogPlace, TEntry> entryAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (stream.Length == 0 || now - written > Silence)
        {
            stream = string.Create(CultureInfo.InvariantCulture, $"{replica}/{life}/{now.UtcTicks}");
            number = 0;
        }

        written = now;
        number++;
        var result = await database.InsertAsync(collection, [entryAt(new LogPlace(stream, number, now))], cancellationToken);
        if (result.Refused is [var refused, ..])
        {
            throw new InvalidOperationException($"The store refused an entry of the log '{collection}': {refused.Reason}");
        }

        // A conflict is this very entry: its first answer was lost on the way.
    }

    /// <summary>What other replicas wrote since the last call, each one's in its order.</summary>
    public async Task<List<TEntry>> CatchUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        looked = looked == default ? now : looked;
        var known = new JsonArray(JsonValue.Create(stream));
        var newer = new JsonArray();
        foreach (var (name, (last, _)) in read)
        {
            known.Add(name);
            newer.Add(new JsonObject { ["stream"] = name, ["number"] = new JsonObject { ["$gt"] = last } });
        }

        // A stream that is unknown here began after the last look, give or take what the clocks of two machines differ.
        newer.Add(new JsonObject
        {
            ["stream"] = new JsonObject { ["$nin"] = known },
            ["at"] = new JsonObject { ["$gte"] = MongoJson.Node(looked - (2 * Silence)) },
        });
        var entries = new List<TEntry>();
        var found = database.FindAsync<TEntry>(
            collection,
            new JsonObject { ["$or"] = newer },
            new FindOptions { Sort = new JsonObject { ["stream"] = 1, ["number"] = 1 } },
            cancellationToken);
        await foreach (var entry in found)
        {
            entries.Add(entry);
        }

        entries.ForEach(Seen);
        looked = now;
        Forget();
        return entries;
    }

    /// <summary>
    /// Removes entries older than a moment, a bounded number with each call: to be called with every bundle, so that what is
    /// removed keeps pace with what is written. Free where there was nothing to remove lately.
    /// </summary>
    public async Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - removed < BetweenLooks)
        {
            return;
        }

        var old = new JsonObject { ["at"] = new JsonObject { ["$lt"] = MongoJson.Node(moment) } };
        if (await database.DeleteAsync(collection, old, RemovedAtOnce, cancellationToken) < RemovedAtOnce)
        {
            removed = now;
        }
    }

    private void Seen(TEntry entry)
    {
        if (!read.TryGetValue(entry.Stream, out var last) || last.Number < entry.Number)
        {
            read[entry.Stream] = (entry.Number, entry.At);
        }
    }

    // A stream this old has been given up by its writer, and lies before what is asked of unknown streams.
    private void Forget()
    {
        var before = looked - (4 * Silence);
        foreach (var silent in read.Where(known => known.Value.At < before).Select(known => known.Key).ToList())
        {
            read.Remove(silent);
        }
    }
}
