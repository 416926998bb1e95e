using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication.Log;

/// <summary>
/// What all replicas know of the window, in the collection <c>fingerprints</c>: the truth behind every replica's memory.
/// A replica writes its batch, then reads what the others wrote since its last look, then decides: of two articles that
/// arrive at two replicas at once, at least one is decided with the other in sight. Writing and reading in one snapshot
/// would lose pairs: two writers cannot see each other's uncommitted work.
/// </summary>
/// <remarks>Not thread-safe: one batch of a replica after the other.</remarks>
internal sealed class FingerprintLog(MongoDatabase database, TimeProvider time)
{
    private const string Fingerprints = "fingerprints";

    /// <summary>A stream that was silent for so long is continued under a new name, and nobody asks for the old one any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    // Two logs of one process are two replicas: their streams must never meet.
    private static int lives;

    private readonly int life = Interlocked.Increment(ref lives);
    private readonly Dictionary<string, (long Number, DateTimeOffset At)> read = new(StringComparer.Ordinal);
    private string stream = "";
    private long number;
    private DateTimeOffset written;
    private DateTimeOffset looked;

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        database.EnsureCollectionAsync(
            new CollectionDefinition
            {
                Name = Fingerprints,
                Indexes =
                [
                    // What others wrote since the last look.
                    new IndexDefinition { Name = "stream_number", Keys = new JsonObject { ["stream"] = 1, ["number"] = 1 } },

                    // The window at start, and what has left it.
                    new IndexDefinition { Name = "at", Keys = new JsonObject { ["at"] = 1 } },
                ],
            },
            cancellationToken);

    /// <summary>The whole window, oldest first.</summary>
    public async IAsyncEnumerable<LoggedBatch> ReadWindowAsync(
        DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = database.FindAsync<LoggedBatch>(
            Fingerprints,
            new JsonObject { ["at"] = new JsonObject { ["$gte"] = Json(since) } },
            new FindOptions { Sort = new JsonObject { ["at"] = 1 } },
            cancellationToken);
        await foreach (var batch in batches)
        {
            Seen(batch);
            yield return batch;
        }
    }

    public async Task WriteAsync(IEnumerable<byte[]> fingerprints, IEnumerable<Relation> pairs, IEnumerable<LoggedVerdict> told, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (stream.Length == 0 || now - written > Silence)
        {
            stream = string.Create(CultureInfo.InvariantCulture, $"{Replica.Current.Name}/{life}/{now.UtcTicks}");
            number = 0;
        }

        written = now;
        number++;
        var batch = new LoggedBatch
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{stream}/{number}"),
            Stream = stream,
            Number = number,
            At = now,
            Fingerprints = [.. fingerprints],
            Pairs = [.. pairs.Select(LoggedPair.Of)],
            Told = [.. told],
        };
        var result = await database.InsertAsync(Fingerprints, [batch], cancellationToken);
        if (result.Refused is [var refused, ..])
        {
            throw new InvalidOperationException($"The store refused a batch of fingerprints: {refused.Reason}");
        }

        // A conflict is this very batch: its first answer was lost on the way.
    }

    /// <summary>What other replicas wrote since the last call.</summary>
    public async Task<List<LoggedBatch>> CatchUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (looked == default)
        {
            looked = now;
        }

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
            ["at"] = new JsonObject { ["$gte"] = Json(looked - (2 * Silence)) },
        });
        var batches = new List<LoggedBatch>();
        var found = database.FindAsync<LoggedBatch>(
            Fingerprints,
            new JsonObject { ["$or"] = newer },
            new FindOptions { Sort = new JsonObject { ["stream"] = 1, ["number"] = 1 } },
            cancellationToken);
        await foreach (var batch in found)
        {
            Seen(batch);
            batches.Add(batch);
        }

        looked = now;
        Forget();
        return batches;
    }

    /// <summary>Removes a bounded number of batches that left the window.</summary>
    public Task<long> RemoveBeforeAsync(DateTimeOffset moment, int most, CancellationToken cancellationToken) =>
        database.DeleteAsync(Fingerprints, new JsonObject { ["at"] = new JsonObject { ["$lt"] = Json(moment) } }, most, cancellationToken);

    private void Seen(LoggedBatch batch)
    {
        if (!read.TryGetValue(batch.Stream, out var last) || last.Number < batch.Number)
        {
            read[batch.Stream] = (batch.Number, batch.At);
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

    private static JsonNode? Json(DateTimeOffset moment) => JsonSerializer.SerializeToNode(moment, MongoJson.Options);
}
