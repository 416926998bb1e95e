using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NewsPlatform.TestSupport.Servers;

/// <summary>
/// A server under <c>deploy/</c> run for tests by its own <c>start</c> script, which becomes the server (same process id).
/// It stops when its standard input closes, so a test run that dies leaves nothing behind.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private readonly Process process;
    private readonly StringBuilder words;

    private ServerProcess(Process process, StringBuilder words)
    {
        this.process = process;
        this.words = words;
    }

    public bool Running => !process.HasExited;

    public int ProcessId => process.Id;

    /// <param name="script">Path below the repository root.</param>
    /// <param name="ready">True once the server can be used.</param>
    /// <param name="within">Includes what the script installs and fetches on a fresh machine.</param>
    public static async Task<ServerProcess> StartAsync(
        string script, IEnumerable<string> arguments, Func<bool> ready, TimeSpan within, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(RepositoryRoot.File(script.Split('/')), [.. arguments, "--stop-with-stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var words = new StringBuilder();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var server = new ServerProcess(process, words);
        try
        {
            await Eventually.TrueAsync($"{script} is ready", () => process.HasExited || ready(), within);
        }
        catch (TimeoutException error)
        {
            await server.DisposeAsync();
            throw new TimeoutException($"{error.Message}\n{server.Words()}");
        }

        if (server.Running)
        {
            return server;
        }

        // Also until its last words have arrived.
        await process.WaitForExitAsync();
        throw new InvalidOperationException($"{script} ended with code {process.ExitCode}:\n{server.Words()}");

        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (words)
            {
                words.AppendLine(line.Data);
            }
        }
    }

    /// <summary>SIGKILL: the server gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: the server holds its connections and answers nothing.</summary>
    public void Pause() => Send(Stop);

    public void Resume() => Send(Continue);

    public async ValueTask DisposeAsync()
    {
        if (Running)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        process.Dispose();
    }

    public static int? ReadPort(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var port) ? port : null;

    private void Send(int signal)
    {
        if (Signal(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Process {process.Id} could not be sent signal {signal}");
        }
    }

    private string Words()
    {
        lock (words)
        {
            return words.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
