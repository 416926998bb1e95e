using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

public sealed class Candidates_of_an_article
{
    private readonly CandidateIndex index = new(StoryRules.Default with { MostCandidates = 3 });
    private readonly TermStatistics statistics = new();

    [Fact]
    public void Those_that_share_more_rare_terms_come_first_and_equal_ones_by_their_ids()
    {
        var asked = Add("asked", 1, 2, 3);
        var far = Add("far", 1, 9);
        var near = Add("near", 1, 2, 3);
        var (second, first) = (Add("bb-later", 1, 2), Add("bb-early", 1, 2));
        Add("other", 7, 8);

        Assert.Equal([near, first, second], index.Closest(asked).ToArray());
        Assert.DoesNotContain(far, index.Closest(asked).ToArray());

        // Nothing is left of one search in the next.
        Assert.Equal([near, first, second], index.Closest(asked).ToArray());
    }

    [Fact]
    public void What_has_left_is_not_found_and_its_number_goes_to_another()
    {
        var asked = Add("asked", 1, 2);
        var left = Add("left", 1, 2);
        index.Remove(left);
        Assert.Empty(index.Closest(asked).ToArray());

        var stranger = Add("stranger", 5, 6);
        Assert.Equal(left, stranger);
        Assert.Empty(index.Closest(asked).ToArray());
        Assert.Equal([Add("kin", 5)], index.Closest(stranger).ToArray());
    }

    [Fact]
    public void What_is_further_away_in_time_than_the_window_is_no_candidate()
    {
        var asked = Add("asked", 1, 2);
        Add("late", Told.Noon + StoryRules.Default.Window + TimeSpan.FromMinutes(1), 1, 2);
        Assert.Equal([Add("just", Told.Noon - StoryRules.Default.Window, 1, 2)], index.Closest(asked).ToArray());
    }

    private int Add(string id, params uint[] terms) => Add(id, Told.Noon, terms);

    private int Add(string id, DateTimeOffset at, params uint[] terms) => index.Add(new StoryVector(
        new StoryArticle
        {
            ArticleId = id,
            At = at,
            Source = "test",
            Headline = "",
            Terms = terms,
            Counts = [.. terms.Select(_ => (byte)4)],
            HeadlineTerms = [],
            LeadTerms = [],
            Names = [],
            Numbers = [],
            Shingles = [],
        },
        statistics,
        StoryRules.Default.Rarest));
}
