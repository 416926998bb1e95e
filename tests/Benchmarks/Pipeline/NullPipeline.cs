using System.Diagnostics;
using System.Globalization;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>The four processes of the null pipeline, on the same broker and the same store as ours.</summary>
internal sealed class NullPipeline : IAsyncDisposable
{
    private readonly List<Process> processes = [];

    public IReadOnlyList<(string Name, int Process)> Processes =>
        [.. processes.Select((process, role) => (string.Create(CultureInfo.InvariantCulture, $"null {role}"), process.Id))];

    public static async Task<NullPipeline> StartAsync(Uri broker, string store, string bodies, CancellationToken cancellationToken)
    {
        var pipeline = new NullPipeline();
        for (var role = 0; role < NullBodies.Hops; role++)
        {
            var start = new ProcessStartInfo(
                "dotnet",
                [
                    typeof(NullPipeline).Assembly.Location, NullStage.Name, role.ToString(CultureInfo.InvariantCulture),
                    "--broker", broker.ToString(), "--store", store, "--bodies", bodies,
                ])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start)!;
            pipeline.processes.Add(process);
            if (await process.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
            {
                throw new InvalidOperationException($"The null pipeline's stage {role} did not start.");
            }
        }

        return pipeline;
    }

    /// <returns>Seconds from the first message sent to the last that came back.</returns>
    public async Task<double> RunAsync(int articles, CancellationToken cancellationToken)
    {
        var source = processes[0];
        await source.StandardInput.WriteLineAsync(articles.ToString(CultureInfo.InvariantCulture).AsMemory(), cancellationToken);
        await source.StandardInput.FlushAsync(cancellationToken);
        return await source.StandardOutput.ReadLineAsync(cancellationToken) is { } seconds
            ? double.Parse(seconds, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("The null pipeline's source ended.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
