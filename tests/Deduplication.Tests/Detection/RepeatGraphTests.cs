using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class RepeatGraphTests
{
    [Fact]
    public void What_it_says_depends_on_the_pairs_and_not_on_their_order()
    {
        var random = new Random(1);
        for (var n = 0; n < 300; n++)
        {
            var articles = Enumerable.Range(0, random.Next(2, 25)).Select(i => Article(i, random.Next(6))).ToList();
            var pairs = Pairs(articles, random);
            pairs.AddRange(pairs.Where(_ => random.Next(6) == 0).ToList().SelectMany(pair => Enumerable.Range(0, random.Next(1, 3)).Select(
                _ => Relation.Overruled(pair.Earlier, pair.Later, random.Next(2) == 0, An.Noon.AddMinutes(random.Next(1_000_000))))));

            var inOrder = new RepeatGraph();
            foreach (var group in pairs.GroupBy(pair => pair.Later).OrderBy(group => group.Key))
            {
                inOrder.Add(group.Key, [.. group]);
            }

            for (var shuffle = 0; shuffle < 4; shuffle++)
            {
                var mixed = new RepeatGraph();
                var shuffled = pairs.ToArray();
                random.Shuffle(shuffled);
                foreach (var pair in shuffled)
                {
                    mixed.Add(pair);
                    mixed.Add(pair);
                }

                Assert.Equal(Sketch(inOrder), Sketch(mixed));
                foreach (var article in articles)
                {
                    Assert.Equal(inOrder.Standing(article), mixed.Standing(article));
                }
            }
        }
    }

    [Fact]
    public void A_weak_pair_alone_does_not_join_two_families()
    {
        var first = Enumerable.Range(0, 3).Select(i => Article(i)).ToList();
        var second = Enumerable.Range(3, 3).Select(i => Article(i)).ToList();
        Relation[] sure = [Near(first[0], first[1]), Near(first[1], first[2]), Near(second[0], second[1]), Near(second[1], second[2])];

        Assert.Equal(2, Graph([.. sure, Near(first[0], second[2], 0.65)]).Clusters().Count());
        Assert.Single(Graph([.. sure, Near(first[0], second[2], 0.65), Near(first[2], second[2], 0.61)]).Clusters());
        Assert.Single(Graph([.. sure, Near(first[0], second[2], 0.80)]).Clusters());
    }

    [Fact]
    public void A_weak_pair_joins_a_single_article()
    {
        var family = Enumerable.Range(0, 5).Select(i => Article(i)).ToList();
        var graph = Graph([.. family.Skip(1).Select(member => Near(family[0], member)), Near(family[4], Article(9), 0.62)]);
        Assert.Equal(family[0].Id.ToString(), graph.Standing(Article(9)).KeptArticleId);
    }

    [Fact]
    public void A_copy_of_a_teaser_leads_to_the_article_that_goes_on()
    {
        var (teaser, copy, full, copyOfFull) = (Article(0), Article(1), Article(2), Article(3));
        var graph = Graph([Near(teaser, copy), Inside(teaser, full), Near(full, copyOfFull)]);
        Assert.Equal((RepeatKind.Contained, Id(full)), Said(graph, teaser));
        Assert.Equal((RepeatKind.Near, Id(full)), Said(graph, copy));
        Assert.Equal((RepeatKind.New, null), Said(graph, full));
        Assert.Equal((RepeatKind.Near, Id(full)), Said(graph, copyOfFull));
    }

    [Fact]
    public void A_new_version_goes_on_and_counts_the_versions_before_it()
    {
        var (first, second, third) = (Article(0), Article(1), Article(2));
        var graph = Graph([Revised(first, second), Revised(first, third), Revised(second, third)]);
        Assert.Equal((RepeatKind.Revised, Id(second)), Said(graph, third));
        Assert.Equal(3, graph.Standing(third).ArticleVersion);
        Assert.Equal(2, graph.Standing(second).ArticleVersion);
        Assert.True(graph.Standing(third).GoesOn);
    }

    [Fact]
    public void A_copy_that_outlives_the_kept_article_still_leads_to_it()
    {
        var (kept, copy, copyOfCopy, later) = (Article(0), Article(1), Article(2), Article(3));
        var graph = Graph([Near(kept, copy), Near(copy, copyOfCopy)]);
        graph.Expire(kept);
        graph.Expire(copy);
        graph.Add(Near(copyOfCopy, later));
        Assert.Equal((RepeatKind.Near, Id(kept)), Said(graph, later));

        graph.Expire(copyOfCopy);
        Assert.Equal((RepeatKind.Near, Id(kept)), Said(graph, later));
        graph.Expire(later);
        Assert.Equal(0, graph.Count);
    }

    [Fact]
    public void Everything_that_expires_is_forgotten()
    {
        var random = new Random(2);
        for (var n = 0; n < 200; n++)
        {
            var articles = Enumerable.Range(0, 20).Select(i => Article(i, random.Next(6))).ToList();
            var graph = Graph(Pairs(articles, random));
            foreach (var article in articles.OrderBy(_ => random.Next()))
            {
                graph.Expire(article);
            }

            Assert.InRange(graph.Count, 0, 2);
        }
    }

    private static ArticleOrder Article(int number, int hour = 0) => new(An.Noon.AddHours(hour), number, new ArticleKey($"article-{number}"));

    private static string Id(ArticleOrder article) => article.Id.ToString();

    private static (RepeatKind, string?) Said(RepeatGraph graph, ArticleOrder article) => (graph.Standing(article).Kind, graph.Standing(article).KeptArticleId);

    private static string Sketch(RepeatGraph graph) =>
        string.Join('|', graph.Clusters().Select(cluster => string.Join(',', cluster.Select(member => member.Id))).Order(StringComparer.Ordinal));

    private static RepeatGraph Graph(IEnumerable<Relation> pairs)
    {
        var graph = new RepeatGraph();
        foreach (var pair in pairs)
        {
            graph.Add(pair);
        }

        return graph;
    }

    private static List<Relation> Pairs(List<ArticleOrder> articles, Random random)
    {
        var pairs = new Dictionary<(ArticleOrder, ArticleOrder), Relation>();
        for (var n = random.Next(1, 3 * articles.Count); n > 0; n--)
        {
            var (one, other) = (articles[random.Next(articles.Count)], articles[random.Next(articles.Count)]);
            if (one != other)
            {
                var (earlier, later) = one < other ? (one, other) : (other, one);
                pairs[(earlier, later)] = random.Next(6) switch
                {
                    0 => Inside(earlier, later),
                    1 => Revised(earlier, later),
                    2 => Pair(earlier, later, RepeatKind.Exact, TextRelation.Exact, 1),
                    _ => Near(earlier, later, random.NextDouble() < 0.5 ? 0.65 : 0.9),
                };
            }
        }

        return [.. pairs.Values];
    }

    private static Relation Near(ArticleOrder earlier, ArticleOrder later, double score = 0.9) => Pair(earlier, later, RepeatKind.Near, TextRelation.Near, score);

    private static Relation Revised(ArticleOrder earlier, ArticleOrder later) => Pair(earlier, later, RepeatKind.Revised, TextRelation.Near, 0.8);

    private static Relation Inside(ArticleOrder inside, ArticleOrder longer) =>
        Pair(inside < longer ? inside : longer, inside < longer ? longer : inside, RepeatKind.Contained, TextRelation.Contained, 0.9) with { EarlierIsInside = inside < longer };

    private static Relation Pair(ArticleOrder earlier, ArticleOrder later, RepeatKind kind, TextRelation text, double score) =>
        new() { Earlier = earlier, Later = later, Kind = kind, Text = text, Rule = "test", Score = score };
}
