namespace NewsPlatform.Contracts.Tests;

/// <summary>Two verdicts on one article may overtake each other on their way; who reads both knows which one holds.</summary>
public sealed class Which_verdict_holds
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(VerdictKind.Exact, VerdictKind.Revised)]
    [InlineData(VerdictKind.Revised, VerdictKind.Near)]
    [InlineData(VerdictKind.Near, VerdictKind.Contained)]
    [InlineData(VerdictKind.Contained, VerdictKind.Headline)]
    [InlineData(VerdictKind.Headline, VerdictKind.New)]
    public void What_rests_on_more_holds_over_what_rests_on_less(string stronger, string weaker)
    {
        Assert.True(Verdict(stronger).HoldsOver(Verdict(weaker)));
        Assert.False(Verdict(weaker).HoldsOver(Verdict(stronger)));
    }

    [Fact]
    public void Of_two_equal_ones_neither_holds_over_the_other() =>
        Assert.False(Verdict(VerdictKind.Near).HoldsOver(Verdict(VerdictKind.Near)));

    [Fact]
    public void A_persons_word_holds_over_the_rules_and_a_later_word_over_an_earlier_one()
    {
        Assert.True(Verdict(VerdictKind.New, Noon).HoldsOver(Verdict(VerdictKind.Exact)));
        Assert.True(Verdict(VerdictKind.New, Noon.AddMinutes(1)).HoldsOver(Verdict(VerdictKind.Near, Noon)));
        Assert.False(Verdict(VerdictKind.Near, Noon).HoldsOver(Verdict(VerdictKind.New, Noon.AddMinutes(1))));
    }

    private static Verdict Verdict(string kind, DateTimeOffset? overruled = null) =>
        new() { Kind = kind, Rule = "", RuleVersion = "1", Score = 1, OverruledAt = overruled };
}
