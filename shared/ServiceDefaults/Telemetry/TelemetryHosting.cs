using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
#if FULL_REGISTRY
using Microsoft.Extensions.DependencyInjection;
#else
using NewsPlatform.ServiceDefaults.PartialRegistry;
#endif

namespace NewsPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP, to the collector that the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// names. Without it nothing is collected, but trace ids are made and passed on all the same: receipts, journeys and logs
/// name them, and the balance needs no trace store.
/// </summary>
internal static class TelemetryHosting
{
    private static readonly Lazy<ActivityListener> IdsOnly = new(() =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("NewsPlatform.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    internal static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            _ = IdsOnly.Value;
            return builder;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(
                    service,
                    serviceNamespace: "news-platform",
                    serviceVersion: typeof(TelemetryHosting).Assembly.GetName().Version?.ToString(3),
                    autoGenerateServiceInstanceId: false,
                    serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}"))
            .WithTracing(tracing => tracing

                // A wildcard keeps this list ignorant of the services. The bus's own spans are named apart.
                .AddSource("NewsPlatform.*")
                .AddSource("MassTransit")
                .AddSource("Microsoft.AspNetCore"))
            .WithMetrics(metrics => metrics
                .AddMeter("NewsPlatform.*")
                .AddMeter("MassTransit")
                .AddMeter("System.Runtime")
                .AddMeter("Microsoft.AspNetCore.Hosting"))
            .WithLogging()
            .UseOtlpExporter();
        return builder;
    }
}
