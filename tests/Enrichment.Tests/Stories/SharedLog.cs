using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

/// <summary>The log of all replicas, in memory: each has its own view of it.</summary>
internal sealed class SharedLog
{
    private readonly List<LoggedStories> entries = [];
    private int replicas;

    public IReadOnlyList<LoggedStories> Entries
    {
        get
        {
            lock (entries)
            {
                return [.. entries];
            }
        }
    }

    public View Of() => new(this, $"replica-{Interlocked.Increment(ref replicas)}");

    internal sealed class View(SharedLog shared, string stream) : IStoryLog
    {
        private readonly HashSet<string> seen = [];
        private int number;

        /// <summary>Before each step: a test may wait here, or throw.</summary>
        public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

        public async IAsyncEnumerable<LoggedStories> ReadAsync(DateTimeOffset since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Before("read");
            foreach (var entry in shared.Entries)
            {
                seen.Add(entry.Id);
                yield return entry;
            }
        }

        public async Task WriteAsync(IReadOnlyList<StoryArticle> articles, IReadOnlyList<StoryChange> changes, CancellationToken cancellationToken)
        {
            await Before(articles.Count > 0 ? "articles" : "changes");
            lock (shared.entries)
            {
                number++;
                seen.Add($"{stream}/{number}");
                shared.entries.Add(new LoggedStories
                {
                    Id = $"{stream}/{number}",
                    Stream = stream,
                    Number = number,
                    At = DateTimeOffset.UnixEpoch,
                    Articles = [.. articles.Select(StoryCodec.Pack)],
                    Changes = changes,
                });
            }
        }

        public async Task<IReadOnlyList<LoggedStories>> CatchUpAsync(CancellationToken cancellationToken)
        {
            await Before("catch up");
            return [.. shared.Entries.Where(entry => seen.Add(entry.Id))];
        }

        /// <summary>What was asked for last; nothing is removed.</summary>
        public DateTimeOffset RemovedBefore { get; private set; }

        public Task RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
        {
            RemovedBefore = moment;
            return Task.CompletedTask;
        }
    }
}

/// <summary>Keeps the pages that were written.</summary>
internal sealed class Book : IStoryBook
{
    private readonly List<StoryPage> pages = [];

    public IReadOnlyList<StoryPage> Pages
    {
        get
        {
            lock (pages)
            {
                return [.. pages];
            }
        }
    }

    public Task WriteAsync(IReadOnlyList<StoryPage> pages, CancellationToken cancellationToken)
    {
        lock (this.pages)
        {
            this.pages.AddRange(pages);
        }

        return Task.CompletedTask;
    }
}
