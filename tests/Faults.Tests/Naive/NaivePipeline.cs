using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests.Naive;

/// <summary>
/// The whole platform in a hundred lines, with one bad habit: what the checker must catch, or it is too weak. It leaves the
/// same folders and collections behind as the real one.
/// </summary>
internal sealed class NaivePipeline(NewsFolders folders, MongoDatabase database, NaiveHabit habit, Random random)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int attempts;

    /// <summary>Runs once over everything that comes, dying at random points and starting again, until nothing moves any more.</summary>
    /// <param name="files">How many come: a tenth while it is being started, the others while it runs.</param>
    /// <param name="drop">Puts one of them into the inbox.</param>
    /// <param name="deaths">How often it dies on the way.</param>
    public async Task RunAsync(int files, Action<int> drop, int deaths)
    {
        Array.ForEach([folders.Work, folders.Done, folders.Failed], folder => Directory.CreateDirectory(folder));
        var names = Channel.CreateUnbounded<string>();

        using var watcher = new FileSystemWatcher(folders.Inbox);
        watcher.Renamed += (_, renamed) =>
        {
            // What a handler does while the next events wait: look at the file.
            if (File.Exists(renamed.FullPath))
            {
                File.ReadAllBytes(renamed.FullPath);
                names.Writer.TryWrite(renamed.FullPath);
            }
        };
        Drop(0, files / 10);
        watcher.EnableRaisingEvents = habit == NaiveHabit.BareWatcher;
        Drop(files / 10, files);
        for (var left = deaths; ; left--)
        {
            var dieAt = left > 0 ? random.Next(1, 20) : int.MaxValue;
            if (habit == NaiveHabit.BareWatcher)
            {
                await Eventually(names);
            }

            IReadOnlyList<string> waiting = habit == NaiveHabit.BareWatcher ? Drain(names) : Directory.GetFiles(folders.Inbox);
            if (!await PassAsync(waiting, dieAt))
            {
                return;
            }
        }

        void Drop(int from, int to)
        {
            for (var number = from; number < to; number++)
            {
                drop(number);
            }
        }
    }

    private static async Task Eventually(Channel<string> names)
    {
        // Until no event has come for half a second.
        for (var before = -1; before != names.Reader.Count; await Task.Delay(500))
        {
            before = names.Reader.Count;
        }
    }

    private static List<string> Drain(Channel<string> names)
    {
        var all = new List<string>();
        while (names.Reader.TryRead(out var name))
        {
            all.Add(name);
        }

        return all;
    }

    // True when it died on the way.
    private async Task<bool> PassAsync(IReadOnlyList<string> files, int dieAt)
    {
        var steps = 0;
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file);
            var document = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            if (habit == NaiveHabit.SeenThenAck && !seen.Add(document))
            {
                Move(file);
                continue;
            }

            if (++steps >= dieAt && habit == NaiveHabit.SeenThenAck)
            {
                return true;
            }

            await StoreAsync(document, file, text);
            if (steps >= dieAt)
            {
                return true;
            }

            Move(file);
        }

        return false;
    }

    private async Task StoreAsync(string document, string file, string text)
    {
        var article = habit == NaiveHabit.StoreThenMove ? $"{document}/{++attempts}" : document + "/0";
        await UpsertAsync("documents", document, new JsonObject { ["name"] = Path.GetFileName(file), ["state"] = "complete", ["found"] = 1 });
        await UpsertAsync("fates", document, new JsonObject { ["documentId"] = document, ["articles"] = new JsonArray(new JsonObject { ["articleId"] = article, ["fate"] = "stored" }) });
        await UpsertAsync("articles", article, new JsonObject { ["documentId"] = document, ["text"] = text, ["journey"] = new JsonObject { ["traceParent"] = "00" } });
    }

    private Task<WriteResult> UpsertAsync(string collection, string id, JsonObject fields) =>
        database.UpdateAsync(collection, [new(new JsonObject { ["_id"] = id }, new JsonObject { ["$set"] = fields }, Upsert: true)], CancellationToken.None);

    private void Move(string file)
    {
        var target = Path.Combine(folders.Done, Path.GetFileName(file));
        File.WriteAllText(target + ".receipt.json", "{}");
        File.Move(file, target);
    }
}
