using MassTransit;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage;

/// <summary>Storage as a part of a host: its own process, or the standalone one.</summary>
public static class StorageHosting
{
    public const string Service = "storage";

    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ArticleStore>();
        builder.Services.AddSingleton<Storing>();
        builder.Services.AddSingleton<StorageMetrics>();
        builder.Services.AddHostedService<PrepareStore>();
    }

    public static void AddStorageConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddStage<ArticlesEnrichedConsumer>(Service);
        bus.AddStage<ArticlesRepeatedConsumer>(Service);
    }
}
