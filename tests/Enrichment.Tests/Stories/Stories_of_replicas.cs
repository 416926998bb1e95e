using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

/// <summary>Several replicas share their stories through the log alone.</summary>
public sealed class Stories_of_replicas
{
    private const int Rounds = 100;

    [Fact]
    public async Task An_article_that_is_delivered_again_anywhere_is_in_the_same_story()
    {
        var log = new SharedLog();
        using var one = Told.Desk(log.Of());
        using var other = Told.Desk(log.Of());
        await one.AssignAsync([Told.Of(1, "a"), Told.Of(2, "b")], CancellationToken.None);
        var first = (await one.AssignAsync([Told.Of(1, "c")], CancellationToken.None)).Single();

        Assert.Equivalent(first, (await one.AssignAsync([Told.Of(1, "c")], CancellationToken.None)).Single());
        Assert.Equivalent(first, (await other.AssignAsync([Told.Of(1, "c")], CancellationToken.None)).Single());
        Assert.Equal("sa", first.StoryId);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    public async Task Two_articles_of_one_story_that_two_replicas_decide_at_once_end_in_one(double hoursOfFirst, double hoursOfSecond)
    {
        var log = new SharedLog();
        var (viewOfOne, viewOfOther) = (log.Of(), log.Of());
        using var one = Told.Desk(viewOfOne);
        using var other = Told.Desk(viewOfOther);
        var decided = new TaskCompletionSource();
        var looked = new TaskCompletionSource();

        // Both have written and read before either has said what it decided.
        Task<string>? racing = null;
        viewOfOther.Before = async step =>
        {
            if (step == "changes")
            {
                looked.TrySetResult();
                await decided.Task;
            }
        };
        viewOfOne.Before = async step =>
        {
            if (step == "catch up" && racing is null)
            {
                racing = other.StoryAsync(Told.Of(1, "b", hoursOfSecond));
                await looked.Task;
            }
        };

        var first = await one.StoryAsync(Told.Of(1, "a", hoursOfFirst));
        decided.SetResult();
        var second = await racing!;

        // Each may have followed the other: then the log says which of the two names stays, to every reader.
        using var third = Told.Desk(log.Of());
        foreach (var desk in (StoryDesk[])[one, other, third])
        {
            Assert.Equal("sa", await desk.StoryAsync(Told.Of(1, "a", hoursOfFirst)));
            Assert.Equal("sa", await desk.StoryAsync(Told.Of(1, "b", hoursOfSecond)));
        }

        var joins = log.Entries.SelectMany(entry => entry.Changes).Where(change => change.Kind == ChangeKind.Joined).Select(change => change.OtherStoryId);
        Assert.All((string[])[first, second], announced => Assert.True(announced == "sa" || joins.Contains(announced)));
    }

    [Fact]
    public async Task Four_articles_of_one_story_that_four_replicas_decide_at_once_end_in_one()
    {
        for (var round = 0; round < Rounds; round++)
        {
            // Two pairs by their time: each follows its nearest, and nobody decides after the others.
            StoryArticle[] articles = [Told.Of(6, "a06", 24.7), Told.Of(6, "a21", 3.7), Told.Of(6, "a36", 26.5), Told.Of(6, "a51", 1.2)];
            var random = new Random(round);
            var log = new SharedLog();
            var (written, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var desks = articles.Select(_ =>
            {
                var view = log.Of();
                var yields = random.Next(6);
                view.Before = async step =>
                {
                    if (step == "catch up")
                    {
                        if (Interlocked.Increment(ref written) == articles.Length)
                        {
                            all.TrySetResult();
                        }

                        await all.Task;
                    }

                    for (var i = 0; i < yields; i++)
                    {
                        await Task.Yield();
                    }
                };
                return Told.Desk(view);
            }).ToList();

            await Task.WhenAll(desks.Zip(articles, (desk, article) => desk.StoryAsync(article)));

            // By which of the four it is named hangs on who spoke first. That all name it alike does not.
            using var another = Told.Desk(log.Of());
            // Who reads the others' words may have to add one, which the others read in turn: never more often than there are replicas.
            List<string> names = [];
            var said = -1;
            for (var look = 0; said < Said(log) && look <= articles.Length; look++)
            {
                said = Said(log);
                names.Clear();
                foreach (var desk in desks.Append(another))
                {
                    names.AddRange((await desk.AssignAsync(articles, CancellationToken.None)).Select(story => story.StoryId));
                }
            }

            Assert.Equal(said, Said(log));
            Assert.True(names.Distinct().Count() == 1, $"round {round}: {string.Join(' ', names)}");
            desks.ForEach(desk => desk.Dispose());
        }

        static int Said(SharedLog log) => log.Entries.Sum(entry => entry.Changes.Count);
    }

    [Fact]
    public async Task All_replicas_agree_whatever_their_order_and_whoever_dies_between_its_steps()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var articles = Enumerable.Range(0, 60).Select(i => Told.Of(i % 15, $"a{i:00}", random.NextDouble() * 30)).ToArray();
            random.Shuffle(articles);
            var log = new SharedLog();
            var desks = Enumerable.Range(0, 4).Select(_ => Replica(log, random.Next())).ToList();

            // Each bundle goes to one replica at a time, and to another when that one dies.
            await Task.WhenAll(articles.Chunk(3).Select((bundle, i) => Task.Run(async () =>
            {
                for (var attempt = i; ; attempt++)
                {
                    try
                    {
                        await desks[attempt % desks.Count].AssignAsync(bundle, CancellationToken.None);
                        return;
                    }
                    catch (IOException)
                    {
                        // It is delivered again.
                    }
                }
            })));

            // All have read all of each other's.
            var quiet = Enumerable.Range(0, 4).Select(_ => Told.Desk(log.Of())).ToList();
            var partitions = new List<string>();
            foreach (var desk in quiet)
            {
                var stories = await desk.AssignAsync(articles, CancellationToken.None);
                partitions.Add(string.Join(' ', stories.Select(story => story.StoryId)));
            }

            Assert.Single(partitions.Distinct());
            var groups = articles.Zip(partitions[0].Split(' ')).GroupBy(pair => pair.Second);
            Assert.All(groups, group => Assert.Single(group.Select(pair => pair.First.Names[0]).Distinct()));
            Assert.True(groups.Count() == 15, $"seed {seed}: {string.Join("; ", groups.Select(group => string.Join(' ', group.Select(pair => pair.First.ArticleId))))}");
            desks.ForEach(desk => desk.Dispose());
            quiet.ForEach(desk => desk.Dispose());
        }

        static StoryDesk Replica(SharedLog log, int seed)
        {
            var random = new Random(seed);
            var view = log.Of();
            view.Before = async _ =>
            {
                await Task.Yield();
                int dice;
                lock (random)
                {
                    dice = random.Next(12);
                }

                if (dice == 0)
                {
                    throw new IOException("the replica died");
                }
            };
            return Told.Desk(view);
        }
    }

    [Fact]
    public async Task A_storys_page_has_its_headline_its_timeline_and_what_happened_to_it()
    {
        var book = new Book();
        using var desk = Told.Desk(new SharedLog().Of(), book);

        await desk.AssignAsync([Told.Of(1, "a"), Told.Of(1, "b", 2)], CancellationToken.None);
        await desk.AssignAsync([Told.Of(1, "c", 4)], CancellationToken.None);

        var page = book.Pages[^1];
        Assert.Equal("sa", page.StoryId);
        Assert.Equal(["a", "b", "c"], page.Timeline.Select(entry => entry.ArticleId));
        Assert.StartsWith("event 1", page.Headline, StringComparison.Ordinal);
    }
}
