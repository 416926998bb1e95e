using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Log;
using NewsPlatform.Mongo;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>The service's own decision: what its consumer does with a bundle, without the bus.</summary>
internal sealed class WindowReplica(MongoDatabase database, TimeProvider time) : IReplica
{
    private readonly Window window = new(
        new FingerprintLog(database, time), new TextClaims(database, time), new Labels(database), Options.Create(new DeduplicationOptions()), time, NullLogger<Window>.Instance);

    public async Task HandleAsync(IReadOnlyList<Fingerprint> bundle, Action<Standing> tell, CancellationToken cancellationToken) =>
        await TellAsync(await window.DecideAsync(bundle, cancellationToken), tell, cancellationToken);

    public async Task SweepAsync(Action<Standing> tell, CancellationToken cancellationToken) =>
        await TellAsync(await window.SweepAsync(cancellationToken), tell, cancellationToken);

    public void Dispose() => window.Dispose();

    private Task TellAsync(Announcement announcement, Action<Standing> tell, CancellationToken cancellationToken)
    {
        foreach (var decision in announcement.Decisions.Concat(announcement.Corrections))
        {
            tell(decision.Standing);
        }

        return window.AnnouncedAsync(announcement, cancellationToken);
    }
}
