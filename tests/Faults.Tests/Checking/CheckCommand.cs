using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Checking;

/// <summary>The checker as a program: it shares nothing with what it checks but folders, queues and store.</summary>
internal static class CheckCommand
{
    private const string Credentials = "NEWS_RABBIT_CREDENTIALS";

    public static Command Make()
    {
        var folders = new Option<string>("--folders") { Required = true, Description = "Holds inbox, work, done and failed" };
        var manifest = new Option<string>("--manifest") { Required = true, Description = "What was dropped: a JSON line a file" };
        var mongo = new Option<string>("--mongo") { Required = true, Description = "Connection string of the store" };
        var database = new Option<string>("--database") { Required = true, Description = "Name of the database" };
        var management = new Option<string>("--management") { Required = true, Description = $"The broker's management API; user:password in {Credentials}" };
        var virtualHost = new Option<string>("--virtual-host") { Required = true, Description = "The virtual host of the queues" };
        var command = new Command("check", "Computes the law of conservation from folders, queues and store") { folders, manifest, mongo, database, management, virtualHost };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = MongoDatabase.Connect(new MongoOptions { ConnectionString = parsed.GetRequiredValue(mongo), Database = parsed.GetRequiredValue(database) });
            using var http = new HttpClient { BaseAddress = new Uri(parsed.GetRequiredValue(management)) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(Credentials) ?? "")));
            var checker = new Checker(parsed.GetRequiredValue(folders), parsed.GetRequiredValue(manifest), store, http, parsed.GetRequiredValue(virtualHost));
            var report = await checker.RunAsync(cancellationToken);
            Console.WriteLine(JsonSerializer.Serialize(report, CheckJson.Default.CheckReport));
            return report.Holds ? 0 : 1;
        });
        return command;
    }

    /// <summary>Runs it as a process of its own and reads what it says.</summary>
    public static async Task<CheckReport> StartAsync(NewsFolders folders, string manifest, Surroundings surroundings, string name)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(CheckCommand).Assembly.Location, "check", "--folders", Path.GetDirectoryName(folders.Inbox)!, "--manifest", manifest,
                "--mongo", surroundings.Store.ConnectionString, "--database", name,
                "--management", surroundings.Broker.ManagementUri.ToString(), "--virtual-host", name,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Credentials] = $"{RabbitMq.User}:{RabbitMq.Password}";
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Length > 0
            ? JsonSerializer.Deserialize(said, CheckJson.Default.CheckReport)!
            : throw new InvalidOperationException($"The checker ended with code {process.ExitCode} and without a report: {(await complaint).Trim().Split('\n')[0]}");
    }
}
