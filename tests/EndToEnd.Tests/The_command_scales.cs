using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>
/// The command itself, as a person types it, in a folder that looks like the repository: what it starts and where it writes
/// is its own.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Category", "Slow")]
public sealed class The_command_scales : IAsyncLifetime
{
    private const int Files = 600;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Projects = ["Ingestion", "Deduplication", "Enrichment", "Storage", "WebConsole"];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("news-command-");
    private readonly List<string> links = [];

    private string Bin => Path.Combine(root.FullName, ".news", "bin", "tested");

    private string Inbox => Path.Combine(root.FullName, "inbox");

    public Task InitializeAsync()
    {
        File.Copy(RepositoryRoot.File("NewsPlatform.sln"), Path.Combine(root.FullName, "NewsPlatform.sln"));
        Link(RepositoryRoot.File("deploy"), Path.Combine(root.FullName, "deploy"));
        Directory.CreateDirectory(Bin);
        foreach (var project in Projects)
        {
            Link(RepositoryRoot.File("artifacts", "bin", project, "release"), Path.Combine(Bin, project));
        }

        // The command knows its folder by where its assembly really lies.
        var own = Directory.CreateDirectory(Path.Combine(Bin, "Cli"));
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.File("artifacts", "bin", "Cli", "release")))
        {
            File.Copy(file, Path.Combine(own.FullName, Path.GetFileName(file)));
        }

        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await RunAsync("down");
        links.ForEach(File.Delete);
        root.Delete(recursive: true);
    }

    [Fact]
    public async Task Three_replicas_and_one_again_under_load_and_nothing_is_lost()
    {
        await NewsAsync("up", "--distributed", "--no-seeds");
        Drop(0, Files / 2);

        await NewsAsync("scale", "deduplication", "3");
        var scaled = await StatusAsync();
        Drop(Files / 2, Files);
        var watch = Stopwatch.StartNew();
        await NewsAsync("scale", "deduplication", "1");
        var stopping = watch.Elapsed;
        var fewer = await StatusAsync();
        JsonNode? balance = null;
        await Eventually.TrueAsync(
            "all is settled",
            async () => (balance = (await StatusAsync())["balance"]) is not null && Count(balance, "found") == Files && Count(balance, "inFlight") == 0,
            Patience);

        Assert.Equal(["1 ready", "2 ready", "3 ready"], Replicas(scaled, "deduplication"));
        Assert.Equal(["1 ready"], Replicas(fewer, "deduplication"));
        Assert.Equal((Files * 9 / 10, Files / 10, 0), (Count(balance!, "stored"), Count(balance!, "repeated"), Count(balance!, "quarantined")));
        Figures.Print("scale", string.Create(
            CultureInfo.InvariantCulture,
            $"1, 3 and 1 replicas of Deduplication under load: found {Files} = stored {Files * 9 / 10} + repeated {Files / 10}; two stopped in {stopping.TotalSeconds:0.0} s"));
    }

    [Fact]
    public async Task Where_nothing_runs_it_says_what_to_do()
    {
        var (code, said) = await RunAsync("scale", "storage", "2");

        Assert.NotEqual(0, code);
        Assert.Contains("./news up --distributed", said, StringComparison.Ordinal);
    }

    private static List<string> Replicas(JsonNode status, string service) =>
        [.. status["processes"]!.AsArray().Where(process => process!["name"]!.GetValue<string>() == service).Select(process => $"{process!["replica"]} {process["state"]}")];

    private static int Count(JsonNode balance, string what) => balance[what]!.GetValue<int>();

    // Every tenth file repeats the one before it in other words around it.
    private void Drop(int first, int end)
    {
        Directory.CreateDirectory(Inbox);
        for (var number = first; number < end; number++)
        {
            var draft = Path.Combine(Inbox, $".{number}.part");
            File.WriteAllText(draft, number % 10 == 9 ? PlatformTest.Story(number - 1) + "\n" : PlatformTest.Story(number));
            File.Move(draft, Path.Combine(Inbox, $"{number}.txt"));
        }
    }

    private async Task<JsonNode> StatusAsync() => JsonNode.Parse(await NewsAsync("status", "--json"))!;

    private async Task<string> NewsAsync(params string[] words)
    {
        var (code, said) = await RunAsync(words);
        Assert.True(code == 0, $"news {string.Join(' ', words)} ended with {code}: {said}");
        return said;
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Bin, "Cli", "NewsPlatform.Cli.dll"), .. words])
        {
            WorkingDirectory = root.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NEWS_CACHE"] = Environment.GetEnvironmentVariable("NEWS_CACHE") ?? RepositoryRoot.File(".news", "cache");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var trouble = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? said : said + await trouble);
    }

    private void Link(string target, string path)
    {
        Directory.CreateSymbolicLink(path, target);
        links.Add(path);
    }
}
