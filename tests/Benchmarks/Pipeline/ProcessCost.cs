using System.Globalization;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>What a process has taken so far, from Linux's own books (proc(5)).</summary>
/// <param name="Processor">Seconds of processor time, in the program and in the system for it.</param>
/// <param name="Memory">Bytes of memory it holds now.</param>
/// <param name="MostMemory">Bytes it held at most since it began.</param>
internal readonly record struct ProcessCost(double Processor, long Memory, long MostMemory)
{
    // sysconf(_SC_CLK_TCK) is 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    public static ProcessCost Of(int process)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));

        // The name stands in parentheses and may hold spaces: count from the last one.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        long memory = 0, most = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "status")))
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
            {
                memory = Bytes(line);
            }
            else if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                most = Bytes(line);
            }
        }

        return new(ticks / TicksPerSecond, memory, most);
    }

    private static long Bytes(string line) =>
        1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
