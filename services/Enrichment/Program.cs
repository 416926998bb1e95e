using NewsPlatform.Contracts;
using NewsPlatform.Enrichment;
using NewsPlatform.Enrichment.Commands;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;

switch (args)
{
    case ["enrich", .. var rest]:
        return await EnrichCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None);
    case ["eval", ..]:
        return await EvalCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(EnrichmentHosting.Service);
builder.AddMongo();
builder.AddMessaging(EnrichmentHosting.Service, ContractsJson.Default, bus => bus.AddEnrichmentConsumers(), exception => exception is StoreUnavailableException);
builder.AddEnrichment();

return await builder.Build().RunServiceAsync();
