using NewsPlatform.Cli.Reports;

namespace NewsPlatform.Cli.Tests;

public sealed class The_balance
{
    [Fact]
    public void It_is_even_when_every_article_has_its_fate()
    {
        var balance = At(new() { Stored = 5, Repeated = 2, Quarantined = 1, Rejected = 1, InFlight = 1 }, found: 10, articles: 5, repeats: 2);

        Assert.Equal(0, balance.Difference);
        Assert.Equal(1, balance.InFlight);
    }

    [Fact]
    public void An_article_that_the_store_has_and_the_ledger_has_not_heard_of_is_stored_and_not_in_flight()
    {
        var balance = At(new() { Stored = 4, InFlight = 6 }, found: 10, articles: 7, repeats: 1);

        Assert.Equal((7, 1, 2, 0), (balance.Stored, balance.Repeated, balance.InFlight, balance.Difference));
    }

    [Fact]
    public void An_article_the_ledger_calls_stored_and_the_store_has_not_is_missing() =>
        Assert.Equal(1, At(new() { Stored = 10 }, found: 10, articles: 9, repeats: 0).Difference);

    [Fact]
    public void An_article_in_the_store_that_belongs_to_no_document_is_one_too_many() =>
        Assert.Equal(-1, At(new() { Stored = 10 }, found: 10, articles: 10, repeats: 1).Difference);

    [Fact]
    public void An_article_without_a_line_in_the_ledger_is_missing() =>
        Assert.Equal(2, At(new() { Stored = 5, InFlight = 3 }, found: 10, articles: 5, repeats: 0).Difference);

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

            var balance = At(fates, fates.All, fates.Stored + aheadStored, fates.Repeated + ahead - aheadStored);

            Assert.Equal(0, balance.Difference);
            Assert.Equal(fates.InFlight - ahead, balance.InFlight);
        }
    }

    [Fact]
    public void Its_words_are_those_of_the_fates() =>
        Assert.Equal(
            "found 1,234 = stored 1,000 + repeated 200 + quarantined 3 + rejected 1 + in flight 30",
            Sheet.Sum(At(new() { Stored = 1000, Repeated = 200, Quarantined = 3, Rejected = 1, InFlight = 30 }, 1234, 1000, 200)));

    [Fact]
    public void Articles_that_move_while_the_collections_are_read_make_no_difference()
    {
        // Between the two counts of the store 20 articles were found and 15 stored; the ledger's lines are of a moment between.
        var before = new StoreCounts(1, 0, 0, Found: 100, Articles: 60, Repeats: 5);
        var after = new StoreCounts(1, 0, 0, Found: 120, Articles: 75, Repeats: 6);

        var balance = Balance.Of(before, new() { Stored = 70, Repeated = 5, InFlight = 36 }, after);

        Assert.Equal((111, 70, 5, 36, 0), (balance.Found, balance.Stored, balance.Repeated, balance.InFlight, balance.Difference));
    }

    [Fact]
    public void Lines_of_a_document_that_a_crash_left_without_its_own_line_are_not_found_yet()
    {
        var balance = At(new() { Stored = 10, InFlight = 13 }, found: 10, articles: 10, repeats: 0);

        Assert.Equal((10, 0, 0), (balance.Found, balance.InFlight, balance.Difference));
    }

    [Fact]
    public void What_no_moment_between_the_counts_explains_is_a_difference()
    {
        var before = new StoreCounts(1, 0, 0, Found: 100, Articles: 60, Repeats: 5);
        var after = new StoreCounts(1, 0, 0, Found: 100, Articles: 62, Repeats: 5);

        Assert.Equal(3, Balance.Of(before, new() { Stored = 65, Repeated = 5, InFlight = 30 }, after).Difference);
    }

    private static Balance At(FateCounts fates, long found, long articles, long repeats)
    {
        var store = new StoreCounts(1, 1, 0, found, articles, repeats);
        return Balance.Of(store, fates, store);
    }
}
