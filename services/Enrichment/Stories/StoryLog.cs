using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>The log in the collection <c>story_log</c>. Not thread-safe: one bundle of a replica after the other.</summary>
internal sealed class StoryLog(MongoDatabase database, TimeProvider time) : IStoryLog
{
    private const string Story_log = "story_log";
    private const int RemovedAtOnce = 200;

    /// <summary>A stream that was silent for so long is continued under a new name, and nobody asks for the old one any more.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    private readonly Dictionary<string, (long Number, DateTimeOffset At)> read = new(StringComparer.Ordinal);
    private bool prepared;
    private string stream = "";
    private long number;
    private DateTimeOffset written;
    private DateTimeOffset looked;

    public async IAsyncEnumerable<LoggedStories> ReadAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var entries = database.FindAsync<LoggedStories>(
            Story_log,
            new JsonObject { ["at"] = new JsonObject { ["$gte"] = MongoJson.Node(since) } },
            new FindOptions { Sort = new JsonObject { ["at"] = 1, ["number"] = 1 } },
            cancellationToken);
        await foreach (var entry in entries)
        {
            Seen(entry);
            yield return entry;
        }
    }

    public async Task WriteAsync(IReadOnlyList<StoryArticle> articles, IReadOnlyList<StoryChange> changes, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (stream.Length == 0 || now - written > Silence)
        {
            stream = string.Create(CultureInfo.InvariantCulture, $"{Replica.Current.Name}/{now.UtcTicks}");
            number = 0;
        }

        written = now;
        number++;
        var entry = new LoggedStories
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{stream}/{number}"),
            Stream = stream,
            Number = number,
            At = now,
            Articles = [.. articles.Select(StoryCodec.Pack)],
            Changes = changes,
        };
        var result = await database.InsertAsync(Story_log, [entry], cancellationToken);
        if (result.Refused is [var refused, ..])
        {
            throw new InvalidOperationException($"The store refused an entry of the stories' log: {refused.Reason}");
        }

        // A conflict is this very entry: its first answer was lost on the way.
    }

    public async Task<IReadOnlyList<LoggedStories>> CatchUpAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        looked = looked == default ? now : looked;
        var known = new JsonArray(JsonValue.Create(stream));
        var newer = new JsonArray();
        foreach (var (name, (last, _)) in read)
        {
            known.Add(name);
            newer.Add(new JsonObject { ["stream"] = name, ["number"] = new JsonObject { ["$gt"] = last } });
        }

        // A stream that is unknown here began after the last look, give or take what the clocks of two machines differ.
        newer.Add(new JsonObject
        {
            ["stream"] = new JsonObject { ["$nin"] = known },
            ["at"] = new JsonObject { ["$gte"] = MongoJson.Node(looked - (2 * Silence)) },
        });
        var entries = new List<LoggedStories>();
        var found = database.FindAsync<LoggedStories>(
            Story_log,
            new JsonObject { ["$or"] = newer },
            new FindOptions { Sort = new JsonObject { ["at"] = 1, ["number"] = 1 } },
            cancellationToken);
        await foreach (var entry in found)
        {
            entries.Add(entry);
        }

        entries.ForEach(Seen);
        looked = now;

        // A stream this old has been given up by its writer, and lies before what is asked of unknown streams.
        foreach (var silent in read.Where(one => one.Value.At < looked - (4 * Silence)).Select(one => one.Key).ToList())
        {
            read.Remove(silent);
        }

        return entries;
    }

    public Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken) =>
        database.DeleteAsync(Story_log, new JsonObject { ["at"] = new JsonObject { ["$lt"] = MongoJson.Node(moment) } }, RemovedAtOnce, cancellationToken);

    private void Seen(LoggedStories entry)
    {
        if (!read.TryGetValue(entry.Stream, out var last) || last.Number < entry.Number)
        {
            read[entry.Stream] = (entry.Number, entry.At);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (prepared)
        {
            return;
        }

        var definition = new CollectionDefinition
        {
            Name = Story_log,
            Indexes =
            [
                // What others wrote since the last look.
                new IndexDefinition { Name = "stream_number", Keys = new JsonObject { ["stream"] = 1, ["number"] = 1 } },

                // These days at start, and what has left them.
                new IndexDefinition { Name = "at", Keys = new JsonObject { ["at"] = 1 } },
            ],
        };
        await database.EnsureCollectionAsync(definition, cancellationToken);
        prepared = true;
    }
}
