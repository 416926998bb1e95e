using NewsPlatform.Contracts;
using NewsPlatform.Enrichment;
using NewsPlatform.Messaging;
using NewsPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(EnrichmentHosting.Service);
builder.AddMessaging(EnrichmentHosting.Service, ContractsJson.Default, bus => bus.AddEnrichmentConsumers(), passing: _ => false);
builder.AddEnrichment();

return await builder.Build().RunServiceAsync();
