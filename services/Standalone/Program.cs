using NewsPlatform.Contracts;
using NewsPlatform.Deduplication;
using NewsPlatform.Enrichment;
using NewsPlatform.Ingestion;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;
using NewsPlatform.Storage;
using NewsPlatform.WebConsole;
using NewsPlatform.WebConsole.Flow;

var builder = WebApplication.CreateBuilder(args);

// The queues live in this process and die with it: what has no final fate is announced again at the next start.
builder.Configuration["Messaging:Transport"] = nameof(Transport.InMemory);
builder.Configuration["Ingestion:AnnounceUnfinishedAtStart"] = "true";

builder.AddServiceDefaults("standalone");
builder.AddMongo();
builder.AddMessaging(
    "standalone",
    ContractsJson.Default,
    bus =>
    {
        bus.AddIngestionConsumers();
        bus.AddDeduplicationConsumers();
        bus.AddEnrichmentConsumers();
        bus.AddStorageConsumers();
    },
    exception => exception is StoreUnavailableException or DiskFullException);
builder.AddIngestion();
builder.AddDeduplication();
builder.AddEnrichment();
builder.AddStorage();
builder.AddFlow();
builder.AddWebConsoleBeside();

return await builder.Build().RunServiceAsync(app =>
{
    app.MapIngestion();
    app.MapStorage();
});
