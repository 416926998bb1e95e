using System.Text.Json;
using System.Threading.Channels;

namespace NewsPlatform.Mongo.Native;

/// <summary>
/// Commands over libmongoc. Its calls block, so they run on threads of their own, one pooled connection each, never on the
/// thread pool, which a slow store would exhaust.
/// </summary>
internal sealed class NativeClient : IMongoClient
{
    // A worker that waits for a dead server returns with its socket time-out; leaving does not wait for that.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Channel<Job> jobs;
    private readonly Pool pool;
    private readonly Task workers;

    public NativeClient(MongoOptions options)
    {
        pool = Pool.Open(options);
        jobs = Channel.CreateBounded<Job>(options.Connections);
        workers = Task.WhenAll(Enumerable.Range(1, options.Connections).Select(number => new Worker(number, pool, jobs.Reader).Ended));
    }

    public async Task<JsonDocument> RunCommandAsync(string database, ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        var job = new Job(database, command);
        try
        {
            await jobs.Writer.WriteAsync(job, cancellationToken);
            return await job.Answer.Task.WaitAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(MongoDatabase));
        }
        finally
        {
            // Nobody waits any more: a worker that has not begun leaves it, one that has drops its answer.
            job.Answer.TrySetCanceled(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        jobs.Writer.TryComplete();
        try
        {
            await workers.WaitAsync(Farewell);
        }
        catch (TimeoutException)
        {
            // The last worker to end frees the pool: Pool counts them.
        }

        pool.Dispose();
    }
}
