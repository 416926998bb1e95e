using System.Diagnostics;
using System.Runtime.InteropServices;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// Holds processes to a share of a core each, as a container's limit does: in each period a process computes until its share is
/// used up, and stands still until the next one begins. What several machines would give each replica, where one machine of few
/// cores cannot. Time in which it waits for others costs it nothing. Each process is also told that it has one core.
/// </summary>
/// <remarks>The period is that of Linux's own limits (CFS bandwidth control). What a process takes beyond its share before it is seen is taken off the next one.</remarks>
internal sealed partial class Throttle : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> holding;

    public Throttle(IReadOnlyList<ServiceProcess> processes, double share)
    {
        holding = [.. processes.Select((process, index) => Task.Run(() => HoldAsync(process, share, Period * index / processes.Count)))];
    }

    /// <summary>
    /// For processes that are held: no more threads than one core can use, and everything compiled once for good. The compiler's
    /// tiers would go on for minutes in a fifth of a core, the longer the fewer replicas share the warm-up's time: one replica of
    /// Storage then stored 116 articles/s, two 560.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Settings => [new("DOTNET_PROCESSOR_COUNT", "1"), new("DOTNET_TieredCompilation", "0")];

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
            await Task.Delay(offset, ending.Token);
            var (owed, usedBefore) = (TimeSpan.Zero, Used(process.ProcessId));
            while (true)
            {
                var began = Stopwatch.GetTimestamp();
                var mayUse = (Period * share) - owed;
                process.Resume();
                while (Used(process.ProcessId) - usedBefore < mayUse && Stopwatch.GetElapsedTime(began) < Period)
                {
                    await Task.Delay(Look, ending.Token);
                }

                if (Period - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
                {
                    process.Pause();
                    await Task.Delay(rest, ending.Token);
                }

                // From period to period without a gap: where all cores are busy much is used before the pause takes hold.
                var used = Used(process.ProcessId);
                owed = used - usedBefore > mayUse ? used - usedBefore - mayUse : TimeSpan.Zero;
                usedBefore = used;
            }
        }
        catch (OperationCanceledException)
        {
            process.Resume();
        }
    }

    // Processor time of another process to the nanosecond; proc(5) counts it in hundredths of a second. The clock's number is
    // made as the kernel's MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED) makes it, see clock_getcpuclockid(3).
    private static TimeSpan Used(int process)
    {
        const int Sched = 2;
        return ClockGetTime((~process << 3) | Sched, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : TimeSpan.Zero;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Moment time);
}
