using NewsPlatform.Contracts;
using NewsPlatform.Ingestion;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Reading;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;

if (args is ["read", .. var files])
{
    // JSON is UTF-8 whatever the terminal's locale says.
    await using var output = new StreamWriter(Console.OpenStandardOutput());
    return await ReadCommand.RunAsync(files, output, Console.Error, CancellationToken.None);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(IngestionHosting.Service);
builder.AddMongo();
builder.AddMessaging(IngestionHosting.Service, ContractsJson.Default, bus => bus.AddIngestionConsumers(), exception => exception is StoreUnavailableException or DiskFullException);
builder.AddIngestion();

return await builder.Build().RunServiceAsync(app => app.MapIngestion());
