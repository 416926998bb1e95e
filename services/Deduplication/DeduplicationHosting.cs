using MassTransit;
using NewsPlatform.Deduplication.Claiming;
using NewsPlatform.Messaging;

namespace NewsPlatform.Deduplication;

/// <summary>Deduplication as a part of a host: its own process, or the standalone one.</summary>
public static class DeduplicationHosting
{
    public const string Service = "deduplication";

    public static void AddDeduplication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeenTexts>();
        builder.Services.AddSingleton<DeduplicationMetrics>();
    }

    public static void AddDeduplicationConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddStage<ArticlesIngestedConsumer>(Service);
}
