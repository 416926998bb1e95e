using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Checking;

/// <summary>
/// The law of conservation, from folders, queues and store alone: no service is asked. Files dropped = done + failed, with
/// their bytes; articles found = stored + repeated + quarantined + rejected; each stored once; none alien.
/// </summary>
internal sealed class Checker(string folders, string manifest, MongoDatabase database, HttpClient management, string virtualHost)
{
    public const int MostViolations = 5;

    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    // A link to a folder above would be a loop.
    private static readonly EnumerationOptions Unlinked = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private const string ReceiptEnding = ".receipt.json";
    private readonly List<string> violations = [];
    private readonly List<string> untraced = [];

    private static readonly string[] Way = ["ingestion", "deduplication", "enrichment", "storage"];
    private readonly Dictionary<string, string> traces = new(StringComparer.Ordinal);

    // Pipes, devices, links: nothing to read in them.
    private HashSet<string> others = [];

    public async Task<CheckReport> RunAsync(CancellationToken cancellationToken)
    {
        var listed = File.ReadLines(manifest).Select(line => JsonSerializer.Deserialize(line, CheckJson.Default.DroppedFile)!).ToLookup(file => file.HasBytes);
        var dropped = listed[true].ToList();
        others = listed[false].Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var distinct = dropped.DistinctBy(file => file.Sha256).ToDictionary(file => file.Sha256);
        var done = Contents("done");
        var failed = Contents("failed");
        Files(dropped, done, failed);
        var queued = await QueuedAsync(cancellationToken);
        var balance = await Balance.ReadAsync(database, cancellationToken);
        await DocumentsAsync(dropped, distinct, cancellationToken);
        var (kept, traced) = await ArticlesAsync(distinct, cancellationToken);
        var expected = distinct.Values.Sum(file => (long)file.Articles);
        Break(!balance.Holds, $"the ledger does not balance: {balance}");
        Break(balance.Found != expected, $"{balance.Found} articles were found in files that hold {expected}");
        return new CheckReport
        {
            Dropped = dropped.Count,
            Done = done.Count,
            Failed = failed.Count,
            Duplicates = dropped.Count - distinct.Count,
            Found = balance.Found,
            Stored = balance.Stored,
            Repeated = balance.Repeated,
            Quarantined = balance.Quarantined,
            Rejected = balance.Fates.GetValueOrDefault("rejected"),
            Queued = queued,
            Kept = kept,
            Traced = traced,
            Untraced = untraced,
            Violations = violations,
        };
    }

    private void Files(List<DroppedFile> dropped, List<(string Path, string Sha256)> done, List<(string Path, string Sha256)> failed)
    {
        Breaks("still lies in the inbox", NewsFolders.Names(Path.Combine(folders, "inbox")));
        Breaks("still lies in the work folder", NewsFolders.Names(Path.Combine(folders, "work")));
        var wanted = dropped.CountBy(file => (file.Sha256, Good: file.Articles > 0)).ToDictionary(pair => pair.Key, pair => pair.Value);
        var found = done.Select(file => (file.Sha256, Good: true)).Concat(failed.Select(file => (file.Sha256, Good: false)))
            .CountBy(file => file).ToDictionary(pair => pair.Key, pair => pair.Value);
        var names = dropped.ToLookup(file => file.Sha256, file => file.Name);
        Breaks(
            "was dropped and does not lie where it should, or as often",
            wanted.Where(file => found.GetValueOrDefault(file.Key) != file.Value)
                .Select(file => $"{names[file.Key.Sha256].First()} ({found.GetValueOrDefault(file.Key)} of {file.Value} in {(file.Key.Good ? "done" : "failed")})"));
        Breaks(
            "has bytes that nobody dropped",
            done.Concat(failed).Where(file => !names.Contains(file.Sha256)).Select(file => Path.GetRelativePath(folders, file.Path)));
        Breaks(
            "has no receipt",
            done.Concat(failed).Where(file => !File.Exists(file.Path + ReceiptEnding)).Select(file => Path.GetRelativePath(folders, file.Path)));
    }

    private async Task DocumentsAsync(List<DroppedFile> dropped, Dictionary<string, DroppedFile> distinct, CancellationToken cancellationToken)
    {
        // A file whose bytes were never read (it is empty, or too large) stands in the ledger under its name.
        var unread = dropped.Where(file => file.Articles == 0).ToDictionary(file => "unread:" + file.Name);
        unread = unread.Concat(others.Select(name => KeyValuePair.Create("unread:" + name, DroppedFile.Without(name)))).ToDictionary();
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var document in database.FindAsync<JsonObject>("documents", new JsonObject(), cancellationToken: cancellationToken))
        {
            var id = document["_id"]!.GetValue<string>();
            var found = document["found"]?.GetValue<int>() ?? 0;
            traces[id] = document["traceId"]?.GetValue<string>() ?? "";
            if ((distinct.GetValueOrDefault(id) ?? unread.GetValueOrDefault(id)) is { } file)
            {
                known.Add(file.Sha256);
                Break(found != file.Articles, $"{file.Name} holds {file.Articles} articles, {found} were found");
            }
            else
            {
                Break(true, $"the ledger has {document["name"]}, which nobody dropped");
            }
        }

        Breaks("is not in the ledger", distinct.Values.Where(file => !known.Contains(file.Sha256)).Select(file => file.Name));
    }

    private async Task<(long Kept, long Traced)> ArticlesAsync(Dictionary<string, DroppedFile> distinct, CancellationToken cancellationToken)
    {
        var (kept, traced) = (0L, 0L);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var collection in new[] { "articles", "repeats" })
        {
            await foreach (var article in database.FindAsync<JsonObject>(collection, new JsonObject(), cancellationToken: cancellationToken))
            {
                var body = article["article"]?.AsObject() ?? article;
                var id = article["_id"]!.ToString();
                Break(!distinct.ContainsKey(body["documentId"]?.GetValue<string>() ?? ""), $"{collection} holds {id}, of a document nobody dropped");
                var text = string.Join(' ', (body["text"]?.GetValue<string>() ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                Break(collection == "articles" && text.Length > 0 && !texts.Add(text), $"the text of {id} is stored twice");
                Break(article["journey"]?["traceParent"] is null, $"{collection} holds {id} without the trace of its journey");
                kept++;
                if (IsTraced(article, body, collection == "articles"))
                {
                    traced++;
                }
                else if (untraced.Count < MostViolations)
                {
                    untraced.Add($"{collection} holds {id} ({article["verdict"]?["kind"]} by {article["verdict"]?["rule"]}) without one complete trace: it passed {string.Join(", ", Services(article))}, "
                        + $"its trace is {article["journey"]?["traceParent"]}, that of its file {traces.GetValueOrDefault(body["documentId"]!.GetValue<string>())}");
                }
            }
        }

        return (kept, traced);
    }

    // One complete trace: each stage it had to pass, in order, and from first to last in the trace that began with its file. A repeat
    // need not have been enriched; one that was held back and released has been in Storage twice.
    private bool IsTraced(JsonObject article, JsonObject body, bool isEnriched)
    {
        return Passed(Services(article), Way.Where(stage => isEnriched || stage != "enrichment"))
            && traces.GetValueOrDefault(body["documentId"]!.GetValue<string>()) is { Length: > 0 } trace
            && article["journey"]?["traceParent"]?.GetValue<string>().Contains(trace, StringComparison.Ordinal) == true;
    }

    private static List<string> Services(JsonObject article) =>
        (article["journey"]?["hops"]?.AsArray() ?? []).Select(hop => hop!["service"]!.GetValue<string>()).ToList();

    private static bool Passed(List<string> services, IEnumerable<string> way)
    {
        var at = -1;
        return way.All(stage => (at = services.IndexOf(stage, at + 1)) >= 0) && services[^1] == Way[^1];
    }

    private async Task<long> QueuedAsync(CancellationToken cancellationToken)
    {
        // The API's counts are up to five seconds old, and a message that came back may still be on its last way.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Drain);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (true)
        {
            var queues = await management.GetFromJsonAsync<JsonArray>(new Uri($"api/queues/{virtualHost}", UriKind.Relative), cancellationToken);
            var filled = queues!.Where(queue => queue!["messages"]?.GetValue<long>() > 0).ToList();
            if (filled.Count == 0)
            {
                return 0;
            }

            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Breaks("still holds messages", filled.Select(queue => $"{queue!["name"]} ({queue["messages"]})"));
                return filled.Sum(queue => queue!["messages"]!.GetValue<long>());
            }
        }
    }

    private List<(string Path, string Sha256)> Contents(string folder)
    {
        var files = new List<(string, string)>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(folders, folder), "*", Unlinked))
        {
            if (!path.EndsWith(ReceiptEnding, StringComparison.Ordinal) && !others.Contains(Path.GetFileName(path)) && !Path.GetFileName(path).StartsWith('.'))
            {
                using var file = File.OpenRead(path);
                files.Add((path, Convert.ToHexStringLower(SHA256.HashData(file))));
            }
        }

        return files;
    }

    private void Break(bool broken, string sentence)
    {
        if (broken && violations.Count < 10 * MostViolations)
        {
            violations.Add(sentence);
        }
    }

    private void Breaks(string what, IEnumerable<string> which)
    {
        var all = which.ToList();
        violations.AddRange(all.Take(MostViolations).Select(one => $"{one} {what}"));
        Break(all.Count > MostViolations, $"{all.Count - MostViolations} more: {what}");
    }
}
