using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// Holds processes to a share of the time, by stopping and continuing them in turn: what several machines would give each
/// replica, where one machine of few cores cannot. Each process is also told that it has one core.
/// </summary>
internal sealed class Throttle : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> holding;

    public Throttle(IReadOnlyList<ServiceProcess> processes, double share)
    {
        holding = [.. processes.Select((process, index) => HoldAsync(process, share, Period * index / processes.Count))];
    }

    /// <summary>A process that is told so makes no more threads than one core can use.</summary>
    public static KeyValuePair<string, string> OneCore => new("DOTNET_PROCESSOR_COUNT", "1");

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(holding);
        ending.Dispose();
    }

    private async Task HoldAsync(ServiceProcess process, double share, TimeSpan offset)
    {
        try
        {
            process.Pause();
            await Task.Delay(offset, ending.Token);
            while (true)
            {
                process.Resume();
                await Task.Delay(Period * share, ending.Token);
                process.Pause();
                await Task.Delay(Period * (1 - share), ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            process.Resume();
        }
    }
}
