using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>One replica of the decision over a store that it shares with others; it handles one bundle after the other.</summary>
internal interface IReplica : IDisposable
{
    /// <summary>Decides a bundle and tells what is to be told of it; the bundle is acknowledged when this returns.</summary>
    Task HandleAsync(IReadOnlyList<Fingerprint> bundle, Action<Standing> tell, CancellationToken cancellationToken);

    /// <summary>Reads what the others wrote, and tells what is to be told again because of it.</summary>
    Task SweepAsync(Action<Standing> tell, CancellationToken cancellationToken);
}
