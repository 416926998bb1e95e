using MassTransit;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Deduplication.Log;
using NewsPlatform.Messaging;

namespace NewsPlatform.Deduplication;

/// <summary>Deduplication as a part of a host: its own process, or the standalone one.</summary>
public static class DeduplicationHosting
{
    public const string Service = "deduplication";

    public static void AddDeduplication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<DeduplicationOptions>()
            .BindConfiguration(DeduplicationOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        builder.Services.AddSingleton<FingerprintLog>();
        builder.Services.AddSingleton<TextClaims>();
        builder.Services.AddSingleton<Labels>();
        builder.Services.AddSingleton<Window>();
        builder.Services.AddSingleton<Corrections>();
        builder.Services.AddHostedService<Sweep>();
        builder.Services.AddSingleton<ISuspects, DeduplicationSuspects>();
        builder.Services.AddSingleton<DeduplicationMetrics>();
    }

    public static void AddDeduplicationConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddStage<ArticlesIngestedConsumer>(Service);
        bus.AddStage<VerdictOverruledConsumer>(Service);
    }
}
