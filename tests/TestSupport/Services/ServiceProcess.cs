using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace NewsPlatform.TestSupport.Services;

/// <summary>One service as a process of its own, as it runs in production, on a free loopback port.</summary>
public sealed partial class ServiceProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Stop = 19;
    private const int Continue = 18;

    private readonly Process process;
    private readonly StringBuilder log = new();

    private ServiceProcess(string service, IReadOnlyDictionary<string, string> settings)
    {
        Service = service;
        var start = new ProcessStartInfo("dotnet", [Assembly(service)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
    }

    public string Service { get; }

    public bool Running => !process.HasExited;

    public int ProcessId => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>Everything the service said, on both streams.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>Where it listens, once it has said so.</summary>
    public Uri? Address => Listening().Match(Log) is { Success: true } match ? new Uri(match.Groups[1].Value) : null;

    /// <param name="service">Name of the service's project, for example <c>Ingestion</c>.</param>
    /// <param name="settings">Settings with colons, for example <c>Mongo:ConnectionString</c>.</param>
    public static ServiceProcess Start(string service, IReadOnlyDictionary<string, string> settings)
    {
        var started = new ServiceProcess(service, settings);
        started.process.Start();
        started.process.BeginOutputReadLine();
        started.process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += started.KillAtExit;
        return started;
    }

    /// <summary>Returns when <c>/health/ready</c> says yes.</summary>
    public async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var answer = "it never said where it listens";
        try
        {
            await Eventually.TrueAsync(
                $"{Service} is ready",
                async () =>
                {
                    if (!Running)
                    {
                        throw new InvalidOperationException($"{Service} ended with code {ExitCode}:\n{Log}");
                    }

                    if (Address is not { } address)
                    {
                        return false;
                    }

                    try
                    {
                        using var response = await http.GetAsync(new Uri(address, "/health/ready"));
                        answer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
                        return response.IsSuccessStatusCode;
                    }
                    catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
                    {
                        answer = silent.Message;
                        return false;
                    }
                },
                TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; its last answer was: {answer}\n{Log}");
        }
    }

    /// <summary>SIGKILL: the process may not finish its line.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator or a container host stops it.</summary>
    public async Task<int> StopAsync()
    {
        if (Running)
        {
            _ = Signal(process.Id, Terminate);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            await process.WaitForExitAsync(patience.Token);
        }

        return ExitCode;
    }

    /// <summary>SIGSTOP: it holds its connections and does nothing.</summary>
    public void Pause() => _ = Signal(process.Id, Stop);

    public void Resume() => _ = Signal(process.Id, Continue);

    /// <summary>Returns when the process has ended by itself.</summary>
    public async Task<int> EndAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await process.WaitForExitAsync(patience.Token);

        // The streams are read on their own: without this call the last line may still be on its way.
        process.WaitForExit();
        return ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (Running)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    // The test's own build output names the configuration that the services were built with beside it.
    private static string Assembly(string service)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return RepositoryRoot.File("artifacts", "bin", service, configuration, string.Create(CultureInfo.InvariantCulture, $"NewsPlatform.{service}.dll"));
    }

    private void KillAtExit(object? sender, EventArgs ended) => process.Kill(entireProcessTree: true);

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (log)
        {
            log.AppendLine(line.Data);
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
