namespace NewsPlatform.Ingestion.Documents;

/// <summary>
/// Runs one thing at a time, each run with everything that was asked for while the one before was running: many files in
/// progress share one command to the store. A quiet caller waits for nobody. (The idea of a database's group commit.)
/// </summary>
internal sealed class Coalescer<T>(Func<IReadOnlyList<T>, Task> run)
{
    private readonly Lock guard = new();
    private List<T> waiting = [];
    private TaskCompletionSource done = NewSource();
    private bool running;

    /// <summary>Returns when the run that holds these items has ended; fails as that run failed.</summary>
    public Task AddAsync(IEnumerable<T> items)
    {
        lock (guard)
        {
            var before = waiting.Count;
            waiting.AddRange(items);
            if (waiting.Count == before)
            {
                // No run would follow, and whoever waited for one would wait for somebody else's items.
                return Task.CompletedTask;
            }

            if (!running)
            {
                running = true;
                _ = Task.Run(RunAsync);
            }

            return done.Task;
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            List<T> items;
            TaskCompletionSource finished;
            lock (guard)
            {
                if (waiting.Count == 0)
                {
                    running = false;
                    return;
                }

                (items, waiting) = (waiting, []);
                (finished, done) = (done, NewSource());
            }

            try
            {
                await run(items);
                finished.SetResult();
            }
            catch (Exception exception)
            {
                // The failure belongs to those who asked; the next run starts afresh.
                finished.SetException(exception);
            }
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
