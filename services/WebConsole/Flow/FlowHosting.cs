using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Messaging.Heartbeats;
using NewsPlatform.ServiceDefaults;

namespace NewsPlatform.WebConsole.Flow;

public static class FlowHosting
{
    /// <summary>
    /// For a process of its own: joins the bus that <c>Messaging</c> names, to listen. Without it there are no heartbeats, and
    /// replicas are unknown. A broker that is away makes nothing here unready: that is when people want to look.
    /// </summary>
    public static void AddFlowOverTheBus(this IHostApplicationBuilder builder, string service)
    {
        if (builder.Configuration[$"{MessagingOptions.Section}:{nameof(MessagingOptions.Transport)}"] is { Length: > 0 })
        {
            builder.AddMessaging(service, ContractsJson.Default, _ => { }, _ => false);
            builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
            {
                foreach (var bus in options.Registrations.Where(check => check.Tags.Contains("masstransit")))
                {
                    bus.Tags.Remove(ServiceHosting.Ready);
                }
            });
        }

        builder.AddFlow();
    }

    /// <summary>
    /// Registers <see cref="IFlowSource"/> where heartbeats can be heard: beside <c>AddMessaging</c>, in the console's own
    /// process or in the standalone host.
    /// </summary>
    public static void AddFlow(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<FlowOptions>()
            .BindConfiguration(FlowOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .PostConfigure<IConfiguration>((options, configuration) =>
            {
                options.Storage ??= Address(configuration["WebConsole:Storage"]);
                options.Door ??= Address(configuration["WebConsole:Door"]);
                options.DoorKey ??= configuration["WebConsole:DoorKey"];
                options.VirtualHost ??= VirtualHost(configuration["Messaging:RabbitMq"]);
            });
        services.AddSingleton<ReplicaBook>();
        services.AddSingleton<FlowSource>();
        services.AddSingleton<IFlowSource>(provider => provider.GetRequiredService<FlowSource>());
        services.AddSingleton<IReplicaBeats>(provider => provider.GetRequiredService<FlowSource>());
        services.AddHostedService(provider => provider.GetRequiredService<FlowSource>());
        services.AddSingleton(provider => new FlowQuestions(provider.GetRequiredService<IOptions<FlowOptions>>().Value, () => Own(provider)));
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;

    private static string VirtualHost(string? broker) =>
        Address(broker) is { AbsolutePath: { Length: > 1 } path } ? Uri.UnescapeDataString(path[1..]) : "/";

    // In the standalone host Storage and the door are this very process.
    private static Uri? Own(IServiceProvider provider) =>
        Address(provider.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault());
}
