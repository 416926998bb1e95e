using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

public sealed class Stories_of_articles
{
    [Fact]
    public void Of_the_seed_articles_only_the_two_on_one_visit_to_Kyiv_are_one_story()
    {
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);

        var stories = SeedArticles.Every.ToDictionary(
            article => article.ArticleId,
            article => engine.Add(StoryArticleReader.Read(Desk.Pipeline.Read(article, null)), DateTimeOffset.UnixEpoch).Membership.StoryId);

        Assert.Equal(stories["000/2"], stories["001/1"]);
        Assert.Equal(SeedArticles.Every.Count() - 1, stories.Values.Distinct().Count());
    }

    [Fact]
    public void Of_the_seed_articles_no_order_of_arrival_changes_that()
    {
        var articles = SeedArticles.Every.Select(article => StoryArticleReader.Read(Desk.Pipeline.Read(article, null))).ToArray();
        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(articles);
            var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);
            foreach (var article in articles)
            {
                engine.Add(article, DateTimeOffset.UnixEpoch);
            }

            Assert.Same(engine.Find("000/2"), engine.Find("001/1"));
            Assert.Equal(2, engine.Find("000/2")!.Members.Count);
            Assert.All(articles.Where(article => article.ArticleId is not ("000/2" or "001/1")), article => Assert.Single(engine.Find(article.ArticleId)!.Members));
        }
    }

    [Fact]
    public void A_story_is_named_for_its_first_article_and_says_what_spoke_for_each_later_one()
    {
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);

        var first = engine.Add(Told.Of(1, "a"), Told.Noon);
        var second = engine.Add(Told.Of(1, "b", hours: 5), Told.Noon);

        Assert.Equal(("sa", 1.0), (first.Membership.StoryId, first.Membership.Score));
        Assert.Equal("sa", second.Membership.StoryId);
        Assert.Equal("a", second.Membership.ClosestArticleId);
        Assert.InRange(second.Membership.Score, 0.5, 1);
        Assert.Contains(second.Membership.Reasons!, reason => reason is { Feature: "names", Weight: > 0 });
        Assert.Contains(second.Membership.Reasons!, reason => reason is { Feature: "days apart", Weight: < 0 });
    }

    [Fact]
    public void What_happens_again_after_the_window_is_another_story()
    {
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);
        engine.Add(Told.Of(1, "a"), Told.Noon);

        Assert.Equal("sb", engine.Add(Told.Of(1, "b", hours: 73), Told.Noon).Membership.StoryId);
    }

    [Fact]
    public void An_article_close_to_two_stories_that_are_close_joins_them_and_the_older_keeps_its_name()
    {
        // Three articles share a body; the first two share no headline words with each other, the third has both.
        var (a, b, c) = (Told.Of(1, "a"), Told.Of(1, "b", 1), Told.Of(1, "c", 2));
        var model = new JoinModel(-2.8, [0.9, 0.4, 3.0, 1.3, 1.8, 1.7, 1.6, -1.1]);
        var engine = new StoryEngine(model, StoryRules.Default with { Merge = -0.5 });
        engine.Add(a with { HeadlineTerms = [1], LeadTerms = [2], Names = a.Names[..1], Numbers = [3] }, Told.Noon);
        engine.Add(b with { HeadlineTerms = [4], LeadTerms = [5], Names = b.Names[2..], Numbers = [6] }, Told.Noon);
        Assert.NotEqual(engine.Find("a")!.Id, engine.Find("b")!.Id);

        var outcome = engine.Add(c with { HeadlineTerms = [1, 2, 4, 5], LeadTerms = [1, 2, 4, 5], Numbers = [3, 6] }, Told.Noon);

        var joined = Assert.Single(outcome.Changes, change => change.Kind == ChangeKind.Joined);
        Assert.Equal(("sa", "sb"), (joined.StoryId, joined.OtherStoryId));
        Assert.NotNull(joined.Reasons);
        Assert.Equal(3, engine.Find("a")!.Members.Count);
    }

    [Fact]
    public void A_part_that_holds_to_the_rest_by_nothing_leaves_with_a_name_of_its_own_and_other_replicas_follow()
    {
        // Rules that put everything together at first, so that the look at six members finds two events.
        var rules = StoryRules.Default with { Join = -100, Split = 0, Merge = 100 };
        var bridge = Told.Of(1, "f") with { Terms = [.. Told.Of(1, "f").Terms.Concat(Told.Of(2, "f").Terms).Distinct().Order()] };
        bridge = bridge with { Counts = [.. bridge.Terms.Select(_ => (byte)12)] };
        StoryArticle[] articles = [Told.Of(1, "a"), Told.Of(1, "b"), Told.Of(1, "c"), bridge, Told.Of(2, "d"), Told.Of(2, "e")];
        var engine = new StoryEngine(JoinModel.Default, rules with { Rarest = 200 });
        var other = new StoryEngine(JoinModel.Default, rules);

        var changes = articles.SelectMany(article => engine.Add(article, Told.Noon).Changes).ToList();

        var split = Assert.Single(changes, change => change.Kind == ChangeKind.Split);
        Assert.Equal(("sa", "sd"), (split.StoryId, split.OtherStoryId));
        Assert.Equal(["d", "e"], split.Moved);
        Assert.Equal("sd", engine.Find("e")!.Id);
        foreach (var article in articles)
        {
            other.Learn(article, Told.Noon, mine: false);
        }

        changes.ForEach(change => other.Apply(change));
        Assert.All(articles, article => Assert.Equal(engine.Find(article.ArticleId)!.Id, other.Find(article.ArticleId)!.Id));
    }

    [Fact]
    public void An_entry_of_the_first_version_of_the_log_is_read()
    {
        ulong[] hashes = [0x00000001_FFFFFFFF, 0x00000002_00000000, 0xFFFFFFFF_00000001];
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write((byte)1);
            writer.Write("a");
            writer.Write(Told.Noon.UtcTicks);
            writer.Write("source");
            writer.Write("headline");
            writer.Write(hashes.Length);
            writer.Write((byte[])[4, 8, 12]);
            for (var list = 0; list < 6; list++)
            {
                writer.Write(hashes.Length);
                Array.ForEach(hashes, writer.Write);
            }
        }

        var read = StoryCodec.Unpack(bytes.ToArray());

        uint[] shortened = [1, 2, uint.MaxValue];
        Assert.Equal(("a", Told.Noon, "source", "headline"), (read.ArticleId, read.At, read.Source, read.Headline));
        Assert.Equal([4, 8, 12], read.Counts);
        Assert.All([read.Terms, read.HeadlineTerms, read.LeadTerms, read.Names, read.Numbers, read.Shingles], list => Assert.Equal(shortened, list));
    }

    [Fact]
    public void What_is_packed_for_the_log_comes_back_as_it_was()
    {
        foreach (var article in SeedArticles.Every.Select(article => StoryArticleReader.Read(Desk.Pipeline.Read(article, Told.Noon))))
        {
            var back = StoryCodec.Unpack(StoryCodec.Pack(article));
            Assert.Equivalent(article, back, strict: true);
        }
    }
}
