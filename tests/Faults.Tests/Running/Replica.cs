using NewsPlatform.Faults.Tests.Proxying;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Running;

/// <summary>One process of one service, with networks of its own to the broker and to the store.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> settings;

    public Replica(string service, IReadOnlyDictionary<string, string> settings, TcpProxy broker, TcpProxy store)
    {
        Service = service;
        Broker = broker;
        Store = store;
        this.settings = settings;
        Process = ServiceProcess.Start(service, settings);
    }

    public string Service { get; }

    public ServiceProcess Process { get; private set; }

    /// <summary>Between this replica and the broker.</summary>
    public TcpProxy Broker { get; }

    /// <summary>Between this replica and the store.</summary>
    public TcpProxy Store { get; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; } = 1;

    public Task ReadyAsync() => Process.ReadyAsync();

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>SIGTERM; returns the exit code.</summary>
    public Task<int> StopAsync() => Process.StopAsync();

    /// <summary>Starts it again with the same settings; what runs is killed first.</summary>
    public async Task StartAsync()
    {
        await Process.DisposeAsync();
        Process = ServiceProcess.Start(Service, settings);
        Starts++;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Broker.DisposeAsync();
        await Store.DisposeAsync();
    }
}
