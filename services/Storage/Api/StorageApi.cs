using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;
using NewsPlatform.Storage.Balance;
using NewsPlatform.Storage.Quality;
using NewsPlatform.Storage.Search;

namespace NewsPlatform.Storage.Api;

/// <summary>The HTTP API: what is read, counted, mended and replayed. Nothing of it is open without a key or a session but the sign-in.</summary>
internal static class StorageApi
{
    public static void AddStorageApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<AccessOptions>()
            .BindConfiguration(AccessOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SavedSearches>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<QualityFigures>();
        services.AddSingleton<ArticleSearch>();
        services.AddSingleton<ArticleReader>();
        services.AddSingleton<BalanceSheet>();
        services.AddSingleton<RecentSheets>();
        services.AddHostedService<BalanceWatch>();
        services.AddAuthentication(KeyAuthentication.Name).AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.Name, configureOptions: null);
        services.AddAuthorization();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = Answers.Json.Encoder;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            foreach (var converter in Answers.Json.Converters)
            {
                options.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "NewsPlatform Storage";
            document.Info.Description = "Articles, stories, files, balance, quarantine and replay. Every request carries a key or the token of a session: Authorization: Bearer KEY.";
            return Task.CompletedTask;
        }));
    }

    public static void Map(WebApplication app)
    {
        app.MapOpenApi().Needs(ApiRole.Viewer);
        var api = app.MapGroup("/api").AddEndpointFilter<ProblemFilter>();
        api.MapArticles();
        api.MapStories();
        api.MapFiles();
        api.MapBalance();
        api.MapOverrulings();
        api.MapQuarantine();
        api.MapReplays();
        api.MapKeys();
        api.MapAudit();
        api.MapSessions();
        api.MapAccounts();
        api.MapSavedSearches();
        api.MapQuality();
    }
}
