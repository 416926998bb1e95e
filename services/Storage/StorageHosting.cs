using MassTransit;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Api;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Quarantine;
using NewsPlatform.Storage.Replay;
using NewsPlatform.Storage.Search;
using NewsPlatform.Storage.Search.Segments;

namespace NewsPlatform.Storage;

/// <summary>Storage as a part of a host: its own process, or the standalone one.</summary>
public static class StorageHosting
{
    public const string Service = "storage";

    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ArticleStore>();
        builder.Services.AddSingleton<Storing>();
        builder.Services.AddSingleton<ISuspects, StorageSuspects>();
        builder.Services.AddSingleton<StorageMetrics>();
        builder.Services.AddHostedService<PrepareStore>();
        builder.Services.AddOptionsWithValidateOnStart<RetentionOptions>()
            .BindConfiguration(RetentionOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        builder.Services.AddHostedService<Retention>();
        builder.Services.AddSingleton<SegmentStore>();
        builder.Services.AddSingleton(services => new SegmentReader(services.GetRequiredService<SegmentStore>()));
        builder.Services.AddSingleton<Indexing>();
        builder.Services.AddHostedService<Merging>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Indexing>());
        builder.Services.AddSingleton<QuarantineStore>();
        builder.Services.AddSingleton<QuarantineDesk>();
        builder.Services.AddSingleton<IParkedMessages>(services => services.GetRequiredService<QuarantineDesk>());
        builder.Services.AddSingleton(new ErrorQueueReader([.. Stages.All.Select(stage => stage.Queue)]));
        builder.Services.AddSingleton<ReplayStore>();
        builder.Services.AddSingleton<EnrichmentReplay>();
        builder.Services.AddSingleton<DeduplicationReplay>();
        builder.Services.AddSingleton<IReplayedStage>(services => services.GetRequiredService<EnrichmentReplay>());
        builder.Services.AddSingleton<IReplayedStage>(services => services.GetRequiredService<DeduplicationReplay>());
        builder.Services.AddHostedService<ReplayRunner>();
        builder.AddStorageApi();
    }

    public static void MapStorage(this WebApplication app) => StorageApi.Map(app);

    public static void AddStorageConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddStage<ArticlesEnrichedConsumer>(Service);
        bus.AddStage<ArticlesRepeatedConsumer>(Service);
        bus.AddStage<ArticlesCorrectedConsumer>(Service);
        bus.AddStage<ArticlesJudgedConsumer>(Service);
    }
}
