using System.Globalization;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Balance;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Balance;

public sealed class The_sheet_adds_up(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private static readonly string?[] Verdicts = ["exact", "near", "contained", "unheard-of", null];
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private BalanceSheet Sheet => new(mongo.Database);

    public async Task InitializeAsync()
    {
        foreach (var collection in new[] { "documents", "fates" })
        {
            await mongo.Database.EnsureCollectionAsync(new() { Name = collection }, default);
            await mongo.Database.DeleteAsync(collection, new JsonObject(), 0, default);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task However_it_is_cut_and_whichever_way_it_is_read()
    {
        var random = new Random(7);
        var expected = new Dictionary<string, BalanceLine>(StringComparer.Ordinal);
        for (var number = 0; number < 60; number++)
        {
            var line = await DocumentAsync(random, number);
            expected[line.Of!] = line;
        }

        // Its document is only just being opened.
        await PageAsync("not-yet", 0, [("in flight", null)]);

        var byDocument = await Sheet.ReadAsync(BalanceCut.Document, null, null, null, default);
        Assert.Equal(expected.Values.OrderBy(line => line.Of, StringComparer.Ordinal).Select(Text), byDocument.Select(Text));
        foreach (var cut in Enum.GetValues<BalanceCut>())
        {
            var all = await Sheet.ReadAsync(cut, null, null, null, default);
            var span = await Sheet.ReadAsync(cut, DateTimeOffset.UnixEpoch, null, null, default);
            Assert.Equal(all.Select(Text), span.Select(Text));
            Assert.Equal(expected.Values.Sum(line => line.Stored), all.Sum(line => line.Stored));
            Assert.Equal(expected.Values.Sum(line => line.Difference), all.Sum(line => line.Difference));
        }

        foreach (var line in expected.Values.Take(5))
        {
            Assert.Equal([Text(line)], (await Sheet.ReadAsync(BalanceCut.Document, null, null, line.Of, default)).Select(Text));
        }
    }

    [Fact]
    public async Task And_one_that_is_dear_is_given_as_it_was_made_last_until_it_is_too_old()
    {
        var clock = new DearClock { Now = Noon };
        using var sheets = new RecentSheets(Sheet, clock);
        await DocumentAsync(new Random(1), 1);
        Assert.Equal((1, Noon), await CountAsync());

        await DocumentAsync(new Random(2), 2);
        clock.Now += TimeSpan.FromSeconds(9);
        Assert.Equal((1, Noon), await CountAsync());

        // Ten times as long as it took: the old one once more, and a new one behind it.
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal((1, Noon), await CountAsync());
        await Eventually.TrueAsync("it is made anew", async () => await CountAsync() == (2, Noon.AddSeconds(11)));

        await DocumentAsync(new Random(3), 3);
        clock.Now += TimeSpan.FromHours(8);
        Assert.Equal((3, clock.Now), await CountAsync());

        async Task<(long, DateTimeOffset)> CountAsync()
        {
            var sheet = await sheets.ReadAsync(BalanceCut.Total, null, null, default);
            return (sheet.Lines.Single().Documents, sheet.At);
        }
    }

    [Fact]
    public async Task And_one_that_is_made_quickly_is_always_made()
    {
        using var sheets = new RecentSheets(Sheet, new StillClock());
        for (var number = 1; number <= 3; number++)
        {
            await DocumentAsync(new Random(number), number);
            Assert.Equal(number, (await sheets.ReadAsync(BalanceCut.Total, null, null, default)).Lines.Single().Documents);
        }
    }

    private async Task<BalanceLine> DocumentAsync(Random random, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"d{number:00}");
        var articles = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(8) switch
        {
            0 => (Fate.InFlight, null),
            1 => (Fate.Quarantined, null),
            2 => (Fate.Rejected, null),
            3 or 4 => (Fate.Repeated, Verdicts[random.Next(Verdicts.Length)]),
            _ => (Fate.Stored, (string?)"new"),
        }).ToList();

        // Now and then one without a fate.
        var found = articles.Count + (random.Next(10) == 0 ? 1 : 0);
        var failed = articles.Count == 0 && found == 0;
        await mongo.Database.InsertAsync(
            "documents",
            [
                new JsonObject
                {
                    ["_id"] = id, ["source"] = $"s{random.Next(4)}", ["state"] = failed ? "failed" : "complete", ["found"] = found,
                    ["claimedAt"] = MongoJson.Node(Noon.AddHours(-random.Next(30))),
                },
            ],
            default);
        foreach (var (page, lines) in articles.Chunk(5).Index())
        {
            await PageAsync(id, page, lines);
        }

        return new()
        {
            Of = id,
            Documents = 1,
            FailedDocuments = failed ? 1 : 0,
            Found = found,
            Stored = Count(Fate.Stored),
            Repeated = articles.Where(article => article.Item1 == Fate.Repeated).CountBy(article => article.Item2 is "exact" or "near" or "contained" ? article.Item2 : "other")
                .ToDictionary(kind => kind.Key, kind => (long)kind.Value, StringComparer.Ordinal),
            Quarantined = Count(Fate.Quarantined),
            Rejected = Count(Fate.Rejected),
            InFlight = Count(Fate.InFlight),
        };

        long Count(string fate) => articles.Count(article => article.Item1 == fate);
    }

    private Task<WriteResult> PageAsync(string document, int page, IEnumerable<(string Fate, string? Verdict)> articles) => mongo.Database.InsertAsync(
        "fates",
        [
            new JsonObject
            {
                ["_id"] = string.Create(CultureInfo.InvariantCulture, $"{document}/{page}"),
                ["documentId"] = document,
                ["page"] = page,
                ["articles"] = new JsonArray([.. articles.Select(article => new JsonObject { ["fate"] = article.Fate, ["verdict"] = article.Verdict })]),
            },
        ],
        default);

    private static string Text(BalanceLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Of}: {line.Documents} documents, {line.FailedDocuments} failed, {line.Found} = {line.Stored} + {string.Join(" + ", line.Repeated.OrderBy(kind => kind.Key).Select(kind => $"{kind.Value} {kind.Key}"))} + {line.Quarantined} + {line.Rejected} + {line.InFlight}, off by {line.Difference}");

    private class StillClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Noon;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => 0;
    }

    /// <summary>Whatever is measured with it took a second.</summary>
    private sealed class DearClock : StillClock
    {
        private long asked;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref asked);
    }
}
