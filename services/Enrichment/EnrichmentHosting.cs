using MassTransit;
using NewsPlatform.Messaging;

namespace NewsPlatform.Enrichment;

/// <summary>Enrichment as a part of a host: its own process, or the standalone one.</summary>
public static class EnrichmentHosting
{
    public const string Service = "enrichment";

    public static void AddEnrichment(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton<EnrichmentMetrics>();

    public static void AddEnrichmentConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddStage<ArticlesAcceptedConsumer>(Service);
}
