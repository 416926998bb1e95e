using NewsPlatform.Enrichment.Enrichers;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>The enrichers without a broker, a store or a host.</summary>
internal static class EnrichersAlone
{
    public static ServiceProvider Create()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton<EnrichmentMetrics>();
        services.AddEnrichers();
        return services.BuildServiceProvider();
    }

    public static EnricherPipeline Pipeline(this IServiceProvider services) => services.GetRequiredService<EnricherPipeline>();
}
