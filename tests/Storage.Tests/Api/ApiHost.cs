using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Api;

/// <summary>The Storage service as it starts, on the in-memory transport and a real engine, asked through its pipeline.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiHost(WebApplication app) => this.app = app;

    public const string AdminKey = "the-first-key-of-this-test";

    public IServiceProvider Services => app.Services;

    public IEnumerable<RouteEndpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static async Task<ApiHost> StartAsync(MongoFixture mongo, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration["Mongo:ConnectionString"] = mongo.ConnectionString;
        builder.Configuration["Mongo:Database"] = mongo.DatabaseName;
        builder.Configuration["Messaging:Transport"] = nameof(Transport.InMemory);
        builder.Configuration["Api:AdminKeyHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AdminKey)));
        builder.AddServiceDefaults(StorageHosting.Service);
        builder.AddMongo();
        builder.AddMessaging(StorageHosting.Service, ContractsJson.Default, bus => bus.AddStorageConsumers(), exception => exception is StoreUnavailableException);
        builder.AddStorage();
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapStorage();
        await app.StartAsync();
        return new(app);
    }

    /// <param name="key">None: a stranger.</param>
    public HttpClient Client(string? key = AdminKey)
    {
        var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
