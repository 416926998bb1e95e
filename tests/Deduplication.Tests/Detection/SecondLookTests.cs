using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation;
using NewsPlatform.Deduplication.Tests.Replicas;
using NewsPlatform.LabelledData;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Deduplication.Tests.Detection;

/// <summary>What an article would be under the rules of now, beside what it was told to be.</summary>
public sealed class SecondLookTests(ITestOutputHelper output)
{
    private static readonly DetectionRules Stricter = new() { NearShare = 0.995, SureShare = 0.996, CertainShare = 0.997, ContainedShare = 2, SureContainedShare = 2 };

    [Fact]
    public void Under_the_same_rules_every_article_is_what_it_was_and_the_window_stays_as_it_is()
    {
        using var index = new DetectionIndex();
        var articles = Families.Made(40).Concat(Families.One().Select(article => article.Fingerprint())).ToList();
        articles.ForEach(article => index.Decide(article));
        var before = State(index, articles);

        var judged = articles.ConvertAll(article => SecondLook.Of(index, article)!);

        Assert.Equal(articles.Select(article => Line(index.StandingOf(article.Order))), judged.Select(one => Line(one.Standing)));
        Assert.Equal(before, State(index, articles));
        Assert.Contains(judged, one => one.Standing.Kind == RepeatKind.Near);
        Assert.Contains(judged, one => one.Standing.Kind == RepeatKind.Contained);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("ant", 5_000)]
    [InlineData("saudi", 5_000)]
    public void Real_articles_are_what_they_were_too(string corpus, int most)
    {
        if (!SharedData.TryFind(output, $"dedup/ar-corpora/{corpus}.jsonl.gz", out var file))
        {
            return;
        }

        using var index = new DetectionIndex();
        var articles = LabelledFiles.ReadJsonLines(file, EvaluationJson.Default.LabelledArticle).Take(most).Select((article, place) => article.ToInput(place).Fingerprint()).ToList();
        articles.ForEach(article => index.Decide(article));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var judged = articles.ConvertAll(article => SecondLook.Of(index, article));
        var took = watch.Elapsed.TotalMilliseconds / articles.Count;

        var crowded = judged.Count(one => one is null);
        var others = articles.Zip(judged).Where(pair => pair.Second is { } now && Line(now.Standing) != Line(index.StandingOf(pair.First.Order))).ToList();
        var repeats = articles.Count(article => !index.StandingOf(article.Order).GoesOn);
        Figures.Print("deduplication", $"{corpus}: {articles.Count} articles judged again, {repeats} of them repeats: {others.Count} differ, {crowded} crowded, {took:F2} ms each");
        output.WriteLine(string.Join('\n', others.Select(pair => $"{Line(index.StandingOf(pair.First.Order))} -> {Line(pair.Second!.Standing)}")));
        Assert.Empty(others);
        Assert.InRange(crowded, 0, articles.Count / 50);
    }

    [Fact]
    public void Under_other_rules_the_verdict_is_theirs_and_what_was_found_under_the_old_ones_does_not_hold_it_back()
    {
        var (kept, copy) = Pair();
        using var old = new DetectionIndex();
        using var now = new DetectionIndex(rules: Stricter);
        foreach (var article in new[] { kept, copy })
        {
            old.Decide(article).Relations.ToList().ForEach(now.Add);
            now.Add(article);
        }

        Assert.Equal((RepeatKind.Near, kept.ArticleId), (now.StandingOf(copy.Order).Kind, now.StandingOf(copy.Order).KeptArticleId));
        var judged = SecondLook.Of(now, copy)!;

        Assert.Equal((RepeatKind.New, true), (judged.Standing.Kind, judged.IsSayable));
        Assert.Empty(judged.Related);
        Assert.Equal(RepeatKind.Near, now.StandingOf(copy.Order).Kind);
    }

    [Fact]
    public void And_what_the_old_rules_did_not_see_is_found_through_those_between()
    {
        // The old rules found no pair at all: everything is found today, the second copy by way of the first one too.
        var (kept, copy) = Pair();
        var third = (An.Article(Body + " انتهى النقل") with { Published = An.Noon.AddHours(2) }).Fingerprint();
        using var index = new DetectionIndex();
        new[] { kept, copy, third }.ToList().ForEach(index.Add);

        var judged = SecondLook.Of(index, third)!;

        Assert.Equal((RepeatKind.Near, kept.ArticleId, true), (judged.Standing.Kind, judged.Standing.KeptArticleId, judged.IsSayable));
        Assert.Equal(new[] { kept.Order, copy.Order }.Order(), judged.Related.Order());
        Assert.Equal(RepeatKind.New, index.StandingOf(third.Order).Kind);
    }

    [Theory]
    [InlineData(false, "New")]
    [InlineData(true, "Near")]
    public void What_a_person_said_holds_over_the_rules(bool isRepeat, string expected)
    {
        var (kept, copy) = Pair();
        using var index = new DetectionIndex(rules: isRepeat ? Stricter : null);
        index.Decide(kept);
        index.Decide(copy);
        index.Overrule(copy.ArticleId, kept.ArticleId, isRepeat, An.Noon);

        var judged = SecondLook.Of(index, copy)!;

        Assert.Equal((expected, Rules.Overruled, An.Noon), (judged.Standing.Kind.ToString(), judged.Standing.Rule, judged.Standing.OverruledAt));
    }

    [Fact]
    public void A_pair_holds_when_the_other_text_has_left_the_window()
    {
        var (kept, copy) = Pair();
        using var index = new DetectionIndex(rules: null);
        index.Decide(kept with { Seen = An.Noon.AddDays(-31) });
        index.Decide(copy);
        index.ExpireBefore(An.Noon.AddDays(-30));
        Assert.False(index.Contains(kept.ArticleId));

        Assert.Equal((RepeatKind.Near, kept.ArticleId), (SecondLook.Of(index, copy)!.Standing.Kind, SecondLook.Of(index, copy)!.Standing.KeptArticleId));
    }

    [Fact]
    public void An_excerpt_of_a_later_article_is_nothing_that_a_word_on_two_articles_could_say()
    {
        var family = Families.One().Take(2).Select(article => article.Fingerprint()).ToList();
        using var index = new DetectionIndex();
        family.ForEach(article => index.Decide(article));

        var judged = SecondLook.Of(index, family[0])!;

        Assert.Equal((RepeatKind.Contained, family[1].ArticleId, false), (judged.Standing.Kind, judged.Standing.KeptArticleId, judged.IsSayable));
    }

    [Fact]
    public void Where_too_many_hang_together_nothing_is_said()
    {
        using var index = new DetectionIndex();
        var copies = Enumerable.Range(0, SecondLook.MostArticles + 1)
            .Select(number => (An.Article($"{Body} {An.Text(2, seed: 9_000 + number)}") with { Published = An.Noon.AddMinutes(number) }).Fingerprint())
            .ToList();
        copies.ForEach(article => index.Decide(article));

        Assert.Null(SecondLook.Of(index, copies[^1]));
        Assert.Equal(copies[0].ArticleId, index.StandingOf(copies[^1].Order).KeptArticleId);
    }

    private static string Body => An.Text(200, seed: 77);

    private static (Fingerprint Kept, Fingerprint Copy) Pair() =>
        (An.Article(Body).Fingerprint(), (An.Article("الرياض - وكالات " + Body) with { Published = An.Noon.AddHours(1) }).Fingerprint());

    private static string Line(Standing standing) => $"{standing.ArticleId} {standing.Kind} {standing.KeptArticleId} {standing.Rule}";

    private static string State(DetectionIndex index, List<Fingerprint> articles) =>
        $"{index.Count} {index.RelatedCount} {string.Join('\n', articles.Select(article => Line(index.StandingOf(article.Order))))}";
}
