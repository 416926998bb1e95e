using MassTransit;
using NewsPlatform.Enrichment.Categories;
using NewsPlatform.Enrichment.Dates;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Headlines;
using NewsPlatform.Enrichment.Keywords;
using NewsPlatform.Enrichment.Languages;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Origins;
using NewsPlatform.Enrichment.Quality;
using NewsPlatform.Enrichment.Quotes;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.Enrichment.Summaries;
using NewsPlatform.Enrichment.Texts;
using NewsPlatform.Messaging;

namespace NewsPlatform.Enrichment;

/// <summary>Enrichment as a part of a host: its own process, or the standalone one.</summary>
public static class EnrichmentHosting
{
    public const string Service = "enrichment";

    public static void AddEnrichment(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ISuspects, EnrichmentSuspects>();
        builder.Services.AddSingleton<EnrichmentMetrics>();
        builder.Services.AddEnrichers();
        builder.Services.AddSingleton<IStoryLog, StoryLog>();
        builder.Services.AddSingleton<IStoryBook, StoryBook>();
        builder.Services.AddSingleton<StoryDesk>();
    }

    public static void AddEnrichmentConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddStage<ArticlesAcceptedConsumer>(Service);

    /// <summary>The enrichers in the order in which they run: each may read the notes of those before it.</summary>
    internal static void AddEnrichers(this IServiceCollection services)
    {
        services.AddSingleton<EnricherPipeline>();
        services.AddSingleton<IEnricher, LanguageEnricher>();
        services.AddSingleton<IEnricher, TextEnricher>();
        services.AddSingleton<IEnricher, HeadlineEnricher>();
        services.AddSingleton<IEnricher, OriginEnricher>();
        services.AddSingleton<IEnricher, DateEnricher>();
        services.AddSingleton<IEnricher, NamesEnricher>();
        services.AddSingleton<IEnricher, QuoteEnricher>();
        services.AddSingleton<IEnricher, KeywordEnricher>();
        services.AddSingleton<IEnricher, CategoryEnricher>();
        services.AddSingleton<IEnricher, SummaryEnricher>();
        services.AddSingleton<IEnricher, QualityEnricher>();
    }
}
