using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using NewsPlatform.WebConsole.Access;
using NewsPlatform.WebConsole.Asking;
using NewsPlatform.WebConsole.Assets;
using NewsPlatform.WebConsole.Doing;
using NewsPlatform.WebConsole.Pages;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.WebConsole;

/// <summary>The console as an application of its own: its own process, or a second listener in the standalone host.</summary>
public static class WebConsoleHosting
{
    public const string Service = "webconsole";

    public static void AddWebConsole(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<ConsoleOptions>()
            .BindConfiguration(ConsoleOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(server => server.AddServerHeader = false);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton<AssetFiles>();
        services.AddScoped(provider => Language.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddScoped<Vocabulary>();
        services.AddScoped<Clock>();
        services.AddScoped<Person>();
        services.AddScoped<Notices>();
        services.AddScoped<Doer>();
        AddClients(services);
        AddSigningIn(services, builder.Configuration);
    }

    /// <summary>Opens the console beside the services of the standalone host, where <c>WebConsole:Urls</c> says.</summary>
    public static void AddWebConsoleBeside(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<ConsoleBeside>();

    public static void MapWebConsole(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/broken",
            CreateScopeForErrors = true,

            // What cannot be read as a form is the sender's and no fault of ours.
            StatusCodeSelector = error => error is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/missing", createScopeForStatusCodePages: true);
        app.UseCookiePolicy();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(RefuseStaleForms);
        app.MapAssets();
        app.MapSigningIn();
        app.MapPreferences();
        app.MapDeeds();
        app.MapLiveParts();
        app.MapRazorComponents<App>();
    }

    // A form without its token, or older than the keys that sealed it. Said here, in plain words: whatever comes later would
    // read the form, which is refused.
    private static Task RefuseStaleForms(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(http);
        }

        var words = http.RequestServices.GetRequiredService<Vocabulary>();
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{words["trouble.form"]} {words["advice.form"]}", http.RequestAborted);
    }

    private static void AddClients(IServiceCollection services)
    {
        // Loopback or the cluster's own network: a proxy of the machine has no business in between.
        services.AddHttpClient<StorageClient>((provider, client) => client.BaseAddress = provider.GetRequiredService<IOptions<ConsoleOptions>>().Value.Storage)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
            .RemoveAllLoggers();
        services.AddHttpClient<DoorClient>((provider, client) => client.BaseAddress = provider.GetRequiredService<IOptions<ConsoleOptions>>().Value.Door)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
            .RemoveAllLoggers();
    }

    private static void AddSigningIn(IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("NewsPlatform.WebConsole");
        if (configuration[$"{ConsoleOptions.Section}:{nameof(ConsoleOptions.Keys)}"] is { Length: > 0 } keys)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(keys));
        }

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(SignInCookie.Configure);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "news.form";
            options.HeaderName = "X-Form-Token";
        });
        services.AddOptions<CookiePolicyOptions>().Configure(policy =>
        {
            // Chromium and Firefox keep a Secure cookie of plain http on loopback; everywhere else it demands https.
            policy.Secure = CookieSecurePolicy.Always;
            policy.MinimumSameSitePolicy = SameSiteMode.Strict;
            policy.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always;
        });
        services.AddRateLimiter(options => options.AddPolicy(SigningIn.Limit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<ConsoleOptions>>().Value.SignInsPerMinute,
                Window = TimeSpan.FromMinutes(1),
            })));
        services.AddOptions<RateLimiterOptions>().Configure(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Redirect($"{SigningIn.Page}?refused={SigningIn.TooMany}&wait=60");
                return ValueTask.CompletedTask;
            };
        });
    }
}
