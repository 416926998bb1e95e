using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.Mongo.Logs;

namespace NewsPlatform.Deduplication.Log;

/// <summary>
/// What all replicas know of the window, in the collection <c>fingerprints</c>: the truth behind every replica's memory.
/// </summary>
/// <remarks>Not thread-safe: one batch of a replica after the other.</remarks>
internal sealed class FingerprintLog(MongoDatabase database, TimeProvider time)
{
    private const string Fingerprints = "fingerprints";

    private readonly ReplicaLog<LoggedBatch> log = new(database, Fingerprints, Replica.Current.Name, time);

    public Task PrepareAsync(CancellationToken cancellationToken) => log.PrepareAsync(cancellationToken);

    /// <summary>The whole window, oldest first.</summary>
    public IAsyncEnumerable<LoggedBatch> ReadWindowAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        log.ReadAsync(since, cancellationToken);

    public Task WriteAsync(IEnumerable<byte[]> fingerprints, IEnumerable<Relation> pairs, IEnumerable<LoggedVerdict> told, CancellationToken cancellationToken) =>
        log.WriteAsync(
            place => new LoggedBatch
            {
                Id = place.Id,
                Stream = place.Stream,
                Number = place.Number,
                At = place.At,
                Fingerprints = [.. fingerprints],
                Pairs = [.. pairs.Select(LoggedPair.Of)],
                Told = [.. told],
            },
            cancellationToken);

    /// <summary>What other replicas wrote since the last call.</summary>
    public Task<List<LoggedBatch>> CatchUpAsync(CancellationToken cancellationToken) => log.CatchUpAsync(cancellationToken);

    /// <summary>Removes batches that left the window, a bounded number with each call.</summary>
    public Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) => log.RemoveBeforeAsync(moment, cancellationToken);
}
