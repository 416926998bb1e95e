using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Tests.Documents;

public sealed class Many_askers_share_one_run
{
    [Fact]
    public async Task Who_asks_for_nothing_waits_for_nobody()
    {
        var runs = 0;
        var coalescer = new Coalescer<int>(_ => Task.FromResult(runs++));

        await coalescer.AddAsync([]).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task What_is_asked_for_during_a_run_shares_the_next()
    {
        var gate = new TaskCompletionSource();
        var runs = new List<IReadOnlyList<int>>();
        var coalescer = new Coalescer<int>(items =>
        {
            runs.Add(items);
            return gate.Task;
        });

        var all = new List<Task> { coalescer.AddAsync([1]) };
        while (runs.Count == 0)
        {
            await Task.Yield();
        }

        all.Add(coalescer.AddAsync([2]));
        all.Add(coalescer.AddAsync([3, 4]));
        gate.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(2, runs.Count);
        Assert.Equal([2, 3, 4], runs[1]);
    }

    [Fact]
    public async Task A_failed_run_is_told_to_those_who_asked_and_the_next_starts_afresh()
    {
        var runs = 0;
        var coalescer = new Coalescer<int>(_ => ++runs == 1 ? throw new IOException("away") : Task.CompletedTask);

        await Assert.ThrowsAsync<IOException>(() => coalescer.AddAsync([1]));
        await coalescer.AddAsync([1]);

        Assert.Equal(2, runs);
    }
}
