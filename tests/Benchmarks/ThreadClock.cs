using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NewsPlatform.Benchmarks;

/// <summary>
/// The processor time of this thread: what a step costs, whoever else uses the machine. Falls back to the wall where the
/// system does not tell.
/// </summary>
internal static partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static long Nanoseconds => OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out var time) == 0
        ? (time.Seconds * 1_000_000_000) + time.Nanoseconds
        : Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
