using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>
/// Replicas that run at once and take bundles from one queue, which delivers at least once: a bundle that was not
/// acknowledged comes again, and one that was may come again, too. Some bundles kill the replica that handles them: in the
/// middle of a command to the store, before it has told anything, or after it has told all and before the acknowledgement.
/// </summary>
/// <param name="start">A new replica, which knows nothing but the store.</param>
/// <param name="told">Hears what is told.</param>
internal sealed class ReplicaRace(Func<IReplica> start, ToldVerdicts told)
{
    private readonly Lock door = new();
    private readonly LinkedList<IReadOnlyList<Fingerprint>> waiting = [];
    private int held;
    private int kills;

    /// <summary>Replicas that died so far.</summary>
    public int Kills => kills;

    /// <param name="bundles">What is delivered, in this order as far as racing replicas keep one.</param>
    /// <param name="replicas">How many run at once.</param>
    /// <param name="killEvery">One bundle in so many kills its replica; 0 none.</param>
    /// <param name="seed">Decides which, and when.</param>
    /// <param name="cancellationToken">Ends the race.</param>
    public async Task RunAsync(IEnumerable<IReadOnlyList<Fingerprint>> bundles, int replicas, int killEvery, int seed, CancellationToken cancellationToken)
    {
        foreach (var bundle in bundles)
        {
            waiting.AddLast(bundle);
        }

        var running = await Task.WhenAll(Enumerable.Range(0, replicas)
            .Select(number => Task.Run(() => WorkAsync(new Random((seed * 1_000) + number), killEvery, cancellationToken), cancellationToken)));
        foreach (var replica in running)
        {
            await replica.SweepAsync(told.Tell, cancellationToken);
            replica.Dispose();
        }
    }

    private async Task<IReplica> WorkAsync(Random random, int killEvery, CancellationToken cancellationToken)
    {
        var replica = start();
        while (await TakeAsync(cancellationToken) is { } bundle)
        {
            var dies = killEvery > 0 && random.Next(killEvery) == 0;
            try
            {
                await HandleAsync(replica, bundle, dies ? random : null, cancellationToken);
                lock (door)
                {
                    held--;
                }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The replica died: the queue delivers again what it held, to anybody.
                Interlocked.Increment(ref kills);
                replica.Dispose();
                replica = start();
                lock (door)
                {
                    held--;
                    waiting.AddFirst(bundle);
                }
            }
        }

        return replica;
    }

    private async Task HandleAsync(IReplica replica, IReadOnlyList<Fingerprint> bundle, Random? death, CancellationToken cancellationToken)
    {
        if (death is null)
        {
            await replica.HandleAsync(bundle, told.Tell, cancellationToken);
            return;
        }

        using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        switch (death.Next(3))
        {
            case 0:
                // Somewhere between or in its commands, whose effect is then unknown.
                life.CancelAfter(TimeSpan.FromMilliseconds(death.Next(1, 12)));
                await replica.HandleAsync(bundle, told.Tell, life.Token);
                break;
            case 1:
                await replica.HandleAsync(bundle, _ => throw new OperationCanceledException(), life.Token);
                break;
            default:
                // Everything is told, and nobody knows.
                await replica.HandleAsync(bundle, told.Tell, life.Token);
                break;
        }

        throw new OperationCanceledException();
    }

    // Waits for what others hold: it may come back.
    private async Task<IReadOnlyList<Fingerprint>?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (door)
            {
                if (waiting.First is { } first)
                {
                    waiting.RemoveFirst();
                    held++;
                    return first.Value;
                }

                if (held == 0)
                {
                    return null;
                }
            }

            await Task.Delay(1, cancellationToken);
        }
    }
}
