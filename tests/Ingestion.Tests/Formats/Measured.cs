using System.Diagnostics;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Tests that measure what reading costs run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measured
{
    public const string Name = "measured alone";

    /// <summary>
    /// What one reading took. Processor time instead of the wall's, since the machine that runs the tests may be busy with
    /// others; managed memory above what was there before, garbage included.
    /// </summary>
    internal sealed record Cost(TimeSpan Processor, long PeakBytes, ReadResult Result, int Articles);

    internal static Cost Read(Func<ReadResult> read)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        using var done = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            while (!done.Wait(2))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            }
        });
        sampler.Start();
        using var process = Process.GetCurrentProcess();
        var started = process.TotalProcessorTime;
        var result = read();
        var articles = result.Articles.Count();
        process.Refresh();
        var took = process.TotalProcessorTime - started;
        done.Set();
        sampler.Join();
        return new Cost(took, Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)) - before, result, articles);
    }
}
