using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NewsPlatform.ServiceDefaults.Logging;
using NewsPlatform.ServiceDefaults.Telemetry;

namespace NewsPlatform.ServiceDefaults;

/// <summary>What every service is, whatever it does: telemetry, health, a console that reads well, an honest end.</summary>
public static class ServiceHosting
{
    /// <summary>Tag of the health checks that decide readiness.</summary>
    public const string Ready = "ready";

    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The service's name in lower case; the <c>service.name</c> of its telemetry.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.AddReadableConsole();
        builder.AddTelemetry(service);

        // Longer than the slowest thing that stops: the bus lets running messages finish for up to 20 seconds.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(25));
        return builder;
    }

    /// <summary>
    /// Runs the service until it is told to stop. Settings that are wrong end it at once with one line that names them
    /// and exit code 78 (<c>EX_CONFIG</c> of sysexits); they are looked at before anything else is made.
    /// </summary>
    /// <remarks>
    /// <c>/health/live</c>: the process answers. <c>/health/ready</c>: broker and store do as well; each check is named
    /// with its state, so that the answer says what is missing.
    /// </remarks>
    /// <param name="app">The service.</param>
    /// <param name="map">Maps the service's own routes.</param>
    public static async Task<int> RunServiceAsync(this WebApplication app, Action<WebApplication>? map = null)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            MapHealth(app);
            map?.Invoke(app);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException refused)
        {
            return await RefuseAsync(string.Join(" ", refused.Failures));
        }
        catch (InvalidOperationException refused) when (IsConfiguration(refused))
        {
            return await RefuseAsync(refused.Message + " " + refused.InnerException?.Message);
        }
        catch (IOException refused) when (refused.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await RefuseAsync(refused.Message);
        }

        async Task<int> RefuseAsync(string reason)
        {
            await Console.Error.WriteLineAsync($"{app.Environment.ApplicationName} does not start: {reason.ReplaceLineEndings(" ").Trim()}");
            return 78;
        }
    }

    private static void MapHealth(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync });
    }

    // The binder reports unknown keys and values that do not convert as InvalidOperationException, and has no type of its own.
    private static bool IsConfiguration(InvalidOperationException exception) =>
        exception.Source == "Microsoft.Extensions.Configuration.Binder";

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", Word(report.Status));
            json.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries)
            {
                json.WriteStartObject(name);
                json.WriteString("status", Word(entry.Status));
                if ((entry.Description ?? entry.Exception?.Message) is { } description)
                {
                    json.WriteString("description", description);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted).AsTask();
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "ready",
        HealthStatus.Degraded => "degraded",
        _ => "not ready",
    };
}
