using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Tests.Replicas;

namespace NewsPlatform.Deduplication.Tests.Detection;

/// <summary>A full article, its teaser, a copy of it, its next version, and another story under its headline.</summary>
public sealed class FamilyTests
{
    private static readonly ArticleInput[] Family = [.. Families.One().Select(article => article with { ArticleId = article.ArticleId[2..] })];

    [Fact]
    public void Every_order_of_arrival_ends_in_the_same_verdicts()
    {
        foreach (var order in Families.Permutations(Family))
        {
            using var index = new DetectionIndex();
            foreach (var article in order)
            {
                index.Decide(article.Fingerprint());
            }

            Assert.Equal(
                ["teaser Contained full", "full New ", "copy Near full", "revision Revised full", "unrelated Headline teaser"],
                Family.Select(article => Said(index, article)));
        }
    }

    [Fact]
    public void What_is_told_along_the_way_adds_up_to_the_same_verdicts()
    {
        // Whoever only listens to decisions and their changes knows in the end what the index knows.
        foreach (var order in Families.Permutations(Family))
        {
            using var index = new DetectionIndex();
            var told = new Dictionary<string, string>();
            foreach (var article in order)
            {
                var decision = index.Decide(article.Fingerprint());
                foreach (var standing in decision.Changed.Select(change => change.Standing).Append(decision.Standing))
                {
                    told[standing.ArticleId] = $"{standing.Kind} {standing.KeptArticleId}";
                }
            }

            Assert.Equal(Family.Select(article => Said(index, article)), Family.Select(article => $"{article.ArticleId} {told[article.ArticleId]}"));
        }
    }

    [Fact]
    public void Delivering_everything_twice_changes_nothing()
    {
        using var index = new DetectionIndex();
        var first = Family.Select(article => index.Decide(article.Fingerprint())).ToList();
        var count = index.Count;
        foreach (var article in Family.Reverse())
        {
            var again = index.Decide(article.Fingerprint());
            Assert.Empty(again.Changed);
            Assert.Equal(index.StandingOf(article.Fingerprint().Order), again.Standing);
        }

        Assert.Equal(count, index.Count);
        Assert.Equal(first[^1].Standing, index.Decide(Family[^1].Fingerprint()).Standing);
    }

    [Fact]
    public void A_longer_article_that_comes_later_promotes_itself()
    {
        using var index = new DetectionIndex();
        Assert.Equal(RepeatKind.New, index.Decide(Family[0].Fingerprint()).Standing.Kind);
        var full = index.Decide(Family[1].Fingerprint());
        Assert.True(full.Standing.GoesOn);
        var promoted = Assert.Single(full.Promoted);
        Assert.Equal(("teaser", "full", Rules.InsideRuns), (promoted.Standing.ArticleId, promoted.Standing.KeptArticleId, promoted.Standing.Rule));
        Assert.NotEmpty(promoted.Passages);
    }

    [Fact]
    public void Shared_passages_are_the_same_words_in_both_texts()
    {
        using var index = new DetectionIndex();
        index.Decide(Family[1].Fingerprint());
        var decision = index.Decide(Family[2].Fingerprint());
        Assert.NotEmpty(decision.Passages);
        foreach (var passage in decision.Passages)
        {
            Assert.Equal(
                Text.NormalizationProfile.Normalize(Family[1].Body.AsSpan(passage.KeptStart, passage.KeptLength)),
                Text.NormalizationProfile.Normalize(Family[2].Body.AsSpan(passage.Start, passage.Length)));
        }

        Assert.True(decision.Passages.Sum(passage => passage.Length) > Family[2].Body.Length / 2);
        Assert.Equal("near", decision.Verdict.Kind);
        Assert.Equal("d1/n1", decision.Verdict.RuleVersion);
    }

    [Fact]
    public void The_window_forgets_and_what_left_it_is_no_longer_found()
    {
        using var index = new DetectionIndex();
        for (var day = 0; day < 60; day++)
        {
            index.Decide((An.Article(An.Text(120, seed: 100 + day)) with { Seen = An.Noon.AddDays(day) }).Fingerprint());
            index.ExpireBefore(An.Noon.AddDays(day - 30));
            Assert.InRange(index.Count, 1, 31);
        }

        Assert.Equal(RepeatKind.New, index.Decide((An.Article(An.Text(120, seed: 101)) with { Seen = An.Noon.AddDays(60) }).Fingerprint()).Standing.Kind);
        Assert.Equal(RepeatKind.Exact, index.Decide((An.Article(An.Text(120, seed: 159)) with { Seen = An.Noon.AddDays(60) }).Fingerprint()).Standing.Kind);
    }

    [Fact]
    public void Prints_in_files_give_the_same_verdicts_and_leave_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("prints-");
        using (var index = new DetectionIndex(new DetectionOptions { SpillDirectory = folder.FullName }))
        {
            foreach (var article in Family)
            {
                index.Decide(article.Fingerprint());
            }

            Assert.Equal("copy Near full", Said(index, Family[2]));
            Assert.NotEmpty(folder.GetFiles());
        }

        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }

    private static string Said(DetectionIndex index, ArticleInput article)
    {
        var standing = index.StandingOf(article.Fingerprint().Order);
        return $"{article.ArticleId} {standing.Kind} {standing.KeptArticleId}";
    }
}
