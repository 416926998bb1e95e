using NewsPlatform.Cli.Reports;

namespace NewsPlatform.Cli.Tests;

public sealed class The_balance
{
    [Fact]
    public void It_is_even_when_every_article_has_its_fate()
    {
        var balance = Balance.Of((3, 3, 0), found: 10, new() { Stored = 5, Repeated = 2, Quarantined = 1, Rejected = 1, InFlight = 1 }, articles: 5, repeats: 2);

        Assert.Equal(0, balance.Difference);
        Assert.Equal(1, balance.InFlight);
    }

    [Fact]
    public void An_article_that_the_store_has_and_the_ledger_has_not_heard_of_is_stored_and_not_in_flight()
    {
        var balance = Balance.Of((1, 0, 0), found: 10, new() { Stored = 4, InFlight = 6 }, articles: 7, repeats: 1);

        Assert.Equal((7, 1, 2, 0), (balance.Stored, balance.Repeated, balance.InFlight, balance.Difference));
    }

    [Fact]
    public void An_article_the_ledger_calls_stored_and_the_store_has_not_is_missing() =>
        Assert.Equal(1, Balance.Of((1, 1, 0), found: 10, new() { Stored = 10 }, articles: 9, repeats: 0).Difference);

    [Fact]
    public void An_article_in_the_store_that_belongs_to_no_document_is_one_too_many() =>
        Assert.Equal(-1, Balance.Of((1, 1, 0), found: 10, new() { Stored = 10 }, articles: 10, repeats: 1).Difference);

    [Fact]
    public void An_article_without_a_line_in_the_ledger_is_missing() =>
        Assert.Equal(2, Balance.Of((1, 0, 0), found: 10, new() { Stored = 5, InFlight = 3 }, articles: 5, repeats: 0).Difference);

    [Fact]
    public void Whatever_the_fates_and_however_far_the_store_is_ahead_it_is_even()
    {
        var random = new Random(20_26);
        for (var round = 0; round < 10_000; round++)
        {
            var fates = new FateCounts
            {
                Stored = random.Next(50),
                Repeated = random.Next(50),
                Quarantined = random.Next(5),
                Rejected = random.Next(5),
                InFlight = random.Next(50),
            };
            var ahead = random.Next((int)fates.InFlight + 1);
            var aheadStored = random.Next(ahead + 1);

            var balance = Balance.Of((1, 0, 0), fates.All, fates, fates.Stored + aheadStored, fates.Repeated + ahead - aheadStored);

            Assert.Equal(0, balance.Difference);
            Assert.Equal(fates.InFlight - ahead, balance.InFlight);
        }
    }

    [Fact]
    public void Its_words_are_those_of_the_fates() =>
        Assert.Equal(
            "found 1,234 = stored 1,000 + repeated 200 + quarantined 3 + rejected 1 + in flight 30",
            Sheet.Sum(Balance.Of((1, 0, 0), 1234, new() { Stored = 1000, Repeated = 200, Quarantined = 3, Rejected = 1, InFlight = 30 }, 1000, 200)));
}
