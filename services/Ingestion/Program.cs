using NewsPlatform.Contracts;
using NewsPlatform.Ingestion;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(IngestionHosting.Service);
builder.AddMongo();
builder.AddMessaging(IngestionHosting.Service, ContractsJson.Default, bus => bus.AddIngestionConsumers(), exception => exception is StoreUnavailableException);
builder.AddIngestion();

return await builder.Build().RunServiceAsync(app => app.MapIngestion());
