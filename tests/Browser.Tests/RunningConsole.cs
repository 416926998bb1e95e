using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Browser.Tests;

/// <summary>The platform as the desk runs it (one process, a store, four folders) with its console, and one browser.</summary>
public sealed partial class RunningConsole : IAsyncLifetime
{
    public const string Password = "twelve letters or more";

    private readonly MongoFixture mongo = new();
    private ServiceProcess? host;
    private Chromium? chromium;

    public MongoDatabase Database => mongo.Database;

    public NewsFolders Folders { get; } = new();

    /// <summary>The console.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Storage's API, asked as an admin.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>What the platform said.</summary>
    public string Log => host!.Log;

    public async Task InitializeAsync()
    {
        await mongo.InitializeAsync();
        var settings = new Dictionary<string, string>(Folders.Settings.Concat(ConsoleKeys.Settings))
        {
            ["Mongo:ConnectionString"] = mongo.Options.ConnectionString,
            ["Mongo:Database"] = mongo.Options.Database,
            ["Ingestion:Quiet"] = "00:00:00.3",
            ["Ingestion:PollInterval"] = "00:00:00.2",
            ["WebConsole:Urls"] = "http://127.0.0.1:0",
            ["WebConsole:Traces"] = "http://127.0.0.1:16686/trace/{0}",
        };
        host = ServiceProcess.Start("Standalone", settings);
        await host.ReadyAsync();
        await Eventually.TrueAsync("the console is open", () => Open().IsMatch(host.Log));
        Address = new Uri(Open().Match(host.Log).Groups[1].Value);
        Api = ConsoleKeys.Api(host.Address!);
        foreach (var role in new[] { "viewer", "operator", "admin" })
        {
            (await Api.PostAsJsonAsync("api/accounts", new { name = role, role, password = Password })).EnsureSuccessStatusCode();
        }

        chromium = await Chromium.LaunchAsync();
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        Api?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        await mongo.DisposeAsync();
        Folders.Dispose();
    }

    /// <summary>Waits until so many documents are settled.</summary>
    public async Task SettledAsync(int documents, TimeSpan? within = null)
    {
        Balance? balance = null;
        try
        {
            await Eventually.TrueAsync("the documents are settled", async () => (balance = await Balance.ReadAsync(Database)).Documents >= documents && balance.Unfinished == 0 && balance.InFlight == 0, within ?? TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not settled: {balance}");
        }
    }

    /// <summary>Waits until words find what is stored: terms are made behind the storing.</summary>
    public Task IndexedAsync() =>
        Eventually.TrueAsync("all terms are made", async () => await Database.CountAsync("articles", new JsonObject { ["search.profile"] = "" }, default) == 0, TimeSpan.FromSeconds(60));

    public async Task<JsonObject> AskAsync(string address) => (await Api.GetFromJsonAsync<JsonObject>(address))!;

    /// <summary>Somebody at a browser of their own, signed in unless no role is named.</summary>
    public async Task<Visitor> VisitAsync(string? role = "operator", string language = "en", ColorScheme colours = ColorScheme.Light, int width = 1280)
    {
        var visitor = await chromium!.OpenAsync(Address, language, colours, width);
        if (role is not null)
        {
            await visitor.SignInAsync(role, Password);
        }

        return visitor;
    }

    [GeneratedRegex(@"web console is open on (http://\S+)")]
    private static partial Regex Open();
}
