using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;
using NewsPlatform.Storage;
using NewsPlatform.Storage.Access;

if (args is ["accounts", .. var words])
{
    return await AccountsCommand.RunAsync(words, Console.Out, Console.Error, CancellationToken.None);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(StorageHosting.Service);
builder.AddMongo();
builder.AddMessaging(StorageHosting.Service, ContractsJson.Default, bus => bus.AddStorageConsumers(), exception => exception is StoreUnavailableException);
builder.AddStorage();

return await builder.Build().RunServiceAsync(app => app.MapStorage());
