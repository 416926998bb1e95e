using NewsPlatform.Contracts;
using NewsPlatform.Deduplication;
using NewsPlatform.Deduplication.Evaluation;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;

if (args is ["eval", ..])
{
    return await EvalCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(DeduplicationHosting.Service);
builder.AddMongo();
builder.AddMessaging(DeduplicationHosting.Service, ContractsJson.Default, bus => bus.AddDeduplicationConsumers(), exception => exception is StoreUnavailableException);
builder.AddDeduplication();

return await builder.Build().RunServiceAsync();
