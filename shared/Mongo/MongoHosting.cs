using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Mongo;

public static class MongoHosting
{
    /// <summary>
    /// Registers <see cref="MongoDatabase"/> as a singleton on the settings of section <c>Mongo</c>, refused at start when wrong,
    /// and a health check <c>store</c> with the tag <c>ready</c>.
    /// </summary>
    public static IHostApplicationBuilder AddMongo(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddOptionsWithValidateOnStart<MongoOptions>()
            .BindConfiguration(MongoOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        builder.Services.AddSingleton(services => MongoDatabase.Connect(services.GetRequiredService<IOptions<MongoOptions>>().Value));
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store", HealthStatus.Unhealthy, ["ready"]);
        return builder;
    }
}
