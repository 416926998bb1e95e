using NewsPlatform.Contracts;
using NewsPlatform.Enrichment;
using NewsPlatform.Messaging;
using NewsPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(EnrichmentHosting.Service);
builder.AddMessaging(EnrichmentHosting.Service, ContractsJson.Default, bus => bus.AddEnrichmentConsumers(), passing: _ => false);
builder.AddEnrichment();

var app = builder.Build();
app.MapServiceDefaults();
return await app.RunServiceAsync();
