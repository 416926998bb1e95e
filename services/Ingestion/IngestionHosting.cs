using MassTransit;
using Microsoft.Extensions.Options;
using NewsPlatform.Ingestion.Announcing;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Door;
using NewsPlatform.Ingestion.Feeds;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;
using NewsPlatform.Messaging;
using NewsPlatform.ServiceDefaults;

namespace NewsPlatform.Ingestion;

/// <summary>Ingestion as a part of a host: its own process, or the standalone one.</summary>
public static class IngestionHosting
{
    public const string Service = "ingestion";

    public static void AddIngestion(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<InboxOptions>()
            .BindConfiguration(InboxOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .PostConfigure(InboxFolders.Normalize)
            .Validate(options => options.ResumeBelow <= options.PauseAbove, "Ingestion:ResumeBelow must not exceed Ingestion:PauseAbove.");
        services.AddSingleton<IValidateOptions<InboxOptions>, InboxFolders>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<InboxOptions>>().Value);

        services.AddSingleton<IngestionMetrics>();
        services.AddSingleton<Ledger>();
        services.AddOptionsWithValidateOnStart<SourceOptions>()
            .BindConfiguration(SourceOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        services.AddSingleton<SourceReaders>();
        services.AddSingleton<IDocumentReader, DocumentReader>();
        services.AddSingleton<DocumentIntake>();
        services.AddSingleton<Reannouncement>();
        services.AddSingleton<FinishedFiles>();
        services.AddSingleton<Settlement>();

        services.AddSingleton<InboxState>();
        services.AddSingleton<ReadyTest>();
        services.AddSingleton<WorkFolder>();
        services.AddSingleton<DiskSpace>();
        services.AddSingleton<PersonsPause>();
        services.AddSingleton<InboxScanner>();
        services.AddSingleton<Arrivals>();
        services.AddTransient<InboxRound>();
        services.AddSingleton<Func<InboxRound>>(provider => provider.GetRequiredService<InboxRound>);
        services.AddSingleton<InboxWatcher>();
        services.AddSingleton<BackPressure>();
        services.AddSingleton<Announcer>();
        services.AddHostedService(provider => provider.GetRequiredService<Announcer>());
        services.AddHostedService<InboxPump>();

        services.AddOptionsWithValidateOnStart<FeedOptions>()
            .BindConfiguration(FeedOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        services.AddSingleton<FeedFetcher>();
        services.AddSingleton<FeedLog>();
        services.AddHostedService<FeedPoller>();

        services.AddOptionsWithValidateOnStart<DoorOptions>()
            .BindConfiguration(DoorOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        services.AddSingleton<InboxDoor>();
        services.AddSingleton<DoorKeys>();
        services.AddSingleton<DoorEndpoints>();
        services.AddSingleton<FileCounts>();
        services.AddSingleton<Preview>();
        services.AddSingleton<OperatorEndpoints>();
        services.AddHealthChecks().AddCheck<InboxState>("inbox", tags: [ServiceHosting.Ready]);
    }

    /// <summary>The HTTP door: pushing documents and asking for their receipts; for operators, looking in and pausing.</summary>
    public static void MapIngestion(this WebApplication app)
    {
        app.Services.GetRequiredService<DoorEndpoints>().Map(app);
        app.Services.GetRequiredService<OperatorEndpoints>().Map(app);
    }

    public static void AddIngestionConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddStage<ArticlesStoredConsumer>(Service);
        bus.AddStage<QuarantineConsumer>(Service);
        bus.AddStage<ArticlesSetAsideConsumer>(Service);
    }
}
