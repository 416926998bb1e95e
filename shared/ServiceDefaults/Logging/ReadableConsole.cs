using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace NewsPlatform.ServiceDefaults.Logging;

/// <summary>
/// One line an event: time, level, category, message. An exception adds its message to the line; its stack follows only
/// from level Error on, because a broker that is away is a line a second and not a page a second.
/// </summary>
internal sealed class ReadableConsole(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    internal const string FormatterName = "readable";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture));
        textWriter.Write(' ');
        textWriter.Write(Level(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(Short(logEntry.Category));
        textWriter.Write(": ");
        textWriter.Write(message.ReplaceLineEndings(" "));
        if (logEntry.Exception is { } exception)
        {
            if (logEntry.LogLevel >= LogLevel.Error)
            {
                textWriter.WriteLine();
                textWriter.Write(exception.ToString());
            }
            else
            {
                textWriter.Write($" ({Reasons(exception)})");
            }
        }

        textWriter.WriteLine();
    }

    // The outer message says what it means here, the innermost what happened there.
    private static string Reasons(Exception exception)
    {
        var inner = exception.GetBaseException();
        var reasons = inner == exception || exception.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? exception.Message
            : $"{exception.Message} {inner.Message}";
        return reasons.ReplaceLineEndings(" ");
    }

    private static string Short(string category) =>
        category.StartsWith("NewsPlatform.", StringComparison.Ordinal) ? category[(category.LastIndexOf('.') + 1)..] : category;

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "CRIT",
        LogLevel.Error => "ERROR",
        LogLevel.Warning => "WARN",
        LogLevel.Information => "info",
        _ => "debug",
    };
}

internal static class ReadableConsoleHosting
{
    internal static IHostApplicationBuilder AddReadableConsole(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(options => options.FormatterName = ReadableConsole.FormatterName);
        builder.Services.AddSingleton<ConsoleFormatter, ReadableConsole>();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical);

        // The bus retries by itself and says so at Warning; its errors of single messages are our fates, with our words.
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        return builder;
    }
}
