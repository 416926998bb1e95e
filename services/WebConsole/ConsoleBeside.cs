using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Abstractions;
using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole;

/// <summary>
/// The console in the standalone host: a second application with a listener, cookies and headers of its own, which asks the
/// first one over loopback as it would ask services elsewhere. Nothing of it differs from a console in its own process.
/// </summary>
internal sealed partial class ConsoleBeside(
    IServer server, IConfiguration configuration, ILoggerFactory logging, ILogger<ConsoleBeside> logger, TimeProvider time, IServiceProvider services) : IHostedLifecycleService
{
    private WebApplication? console;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Only now is it known where the host itself listens.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var section = configuration.GetSection(ConsoleOptions.Section);
        if (section[nameof(ConsoleOptions.Urls)] is not { Length: > 0 } urls)
        {
            return;
        }

        var host = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(section.AsEnumerable().Where(pair => pair.Value is not null));
        foreach (var name in new[] { nameof(ConsoleOptions.Storage), nameof(ConsoleOptions.Door) })
        {
            builder.Configuration[$"{ConsoleOptions.Section}:{name}"] ??= host;
        }

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, urls);
        builder.Services.AddSingleton<ILoggerFactory>(new WithoutLifetime(logging));
        builder.Services.AddSingleton(time);
        if (services.GetService<IFlowSource>() is { } flow)
        {
            // Heartbeats are heard on the host's own bus.
            builder.Services.AddSingleton(flow);
        }

        builder.AddWebConsole();
        console = builder.Build();
        console.MapWebConsole();
        await console.StartAsync(cancellationToken);
        LogOpen(console.Urls.First());
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (console is not null)
        {
            await console.StopAsync(cancellationToken);
            await console.DisposeAsync();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "The web console is open on {Address}")]
    private partial void LogOpen(string address);

    // The host tells where it listens and that it stops; said twice, with two addresses, it would only confuse.
    private sealed class WithoutLifetime(ILoggerFactory host) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Microsoft.Hosting.Lifetime" ? NullLogger.Instance : host.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Providers are the host's.");

        public void Dispose()
        {
            // The host's.
        }
    }
}
