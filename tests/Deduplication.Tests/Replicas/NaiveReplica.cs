using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Replicas;
using NewsPlatform.Deduplication.Log;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication.Tests.Replicas;

/// <summary>
/// The version that suggests itself, and is wrong: look whether the article repeats anything that is stored, say so, and
/// store it. The same log, the same index, the same rules; only the order of the steps differs.
/// </summary>
internal sealed class NaiveReplica(MongoDatabase database) : IReplica
{
    private readonly FingerprintLog log = new(database, TimeProvider.System);
    private readonly DetectionIndex index = new();
    private bool prepared;

    public async Task HandleAsync(IReadOnlyList<Fingerprint> bundle, Action<Standing> tell, CancellationToken cancellationToken)
    {
        if (!prepared)
        {
            await log.PrepareAsync(cancellationToken);
            prepared = true;
        }

        foreach (var batch in await log.CatchUpAsync(cancellationToken))
        {
            foreach (var article in batch.Fingerprints)
            {
                index.Add(FingerprintCodec.Unpack(article));
            }
        }

        var decisions = bundle.Select(index.Decide).ToList();
        await log.WriteAsync(bundle.Select(FingerprintCodec.Pack), [], [], cancellationToken);
        foreach (var decision in decisions)
        {
            tell(decision.Standing);
        }
    }

    public Task SweepAsync(Action<Standing> tell, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => index.Dispose();
}
