using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Documents;

/// <summary>Of what is told of one article the verdict decides that holds over the others, whatever overtook what.</summary>
public sealed class Fates_in_any_order(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("stored revised", "stored new", "repeated near", "stored revised")]
    [InlineData("repeated near", "stored new", "repeated near")]
    [InlineData("repeated exact", "stored new", "stored revised", "repeated exact")]
    [InlineData("stored new", "quarantined", "stored new")]
    [InlineData("stored new by a person", "repeated near", "stored new by a person", "quarantined")]
    public async Task The_ledger_has_the_fate_that_holds(string expected, params string[] told)
    {
        var ledger = new Ledger(mongo.Database, TimeProvider.System);
        await ledger.PrepareAsync(default);
        foreach (var order in Orders(told))
        {
            var id = string.Join('/', expected, string.Join('/', order));
            await ledger.OpenAsync(
                new LedgerEntry { Id = id, Name = "a.txt", Source = "desk", Bytes = 1, State = DocumentState.Announced, ClaimedAt = Noon },
                [new ArticleFate { ArticleId = "a", Fate = Fate.InFlight }],
                default);
            foreach (var one in order)
            {
                await ledger.SetFatesAsync([(id, 0, Told(one))], default);
            }

            var line = (await ledger.ArticlesAsync([id], default))[id].Single();
            Assert.Equal(expected, string.Join(' ', new[] { line.Fate, line.Verdict, line.OverruledAt is null ? null : "by a person" }.OfType<string>()));
        }
    }

    private static ArticleFate Told(string line)
    {
        var words = line.Split(' ');
        return new() { ArticleId = "a", Fate = words[0], Verdict = words.ElementAtOrDefault(1), OverruledAt = words.Length > 2 ? Noon : null };
    }

    private static IEnumerable<string[]> Orders(string[] told) => told.Length == 1
        ? [told]
        : told.SelectMany((one, index) => Orders([.. told.Where((_, other) => other != index)]).Select(rest => (string[])[one, .. rest]));
}
