using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Quality;

/// <summary>
/// How good the verdicts are where people looked: precision and recall from the pairs that people labelled, by the week in
/// which they did. Reads the collection <c>labels</c>, which Deduplication owns.
/// </summary>
/// <remarks>
/// People look at what seems wrong to them, so the figures speak of what was looked at and are no estimate for all articles;
/// <c>./news eval dedup</c> gives that on labelled corpora.
/// </remarks>
internal sealed class QualityFigures(MongoDatabase database)
{
    private const string PairsThatPeopleLabelled = "labels";
    private const int DaysOfWeek = 7;

    // Weekly sums of what people did by hand; this many labels are years of work.
    private const int MostLabels = 100_000;

    /// <param name="weeks">So many, the current one among them.</param>
    /// <param name="now">The moment it is asked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<QualityAnswer> ReadAsync(int weeks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var monday = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-(((int)now.UtcDateTime.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        var first = monday.AddDays(-DaysOfWeek * (weeks - 1));
        var counts = Enumerable.Range(0, weeks).Select(_ => new Tally()).ToArray();
        var options = new FindOptions
        {
            Projection = new JsonObject { ["label"] = 1, ["at"] = 1, ["a"] = 1, ["b"] = 1, ["overruled"] = 1 },
            Limit = MostLabels,
        };
        var since = new JsonObject { ["at"] = new JsonObject { ["$gte"] = MongoJson.Node(first) } };
        await foreach (var label in database.FindAsync<LabelledPair>(PairsThatPeopleLabelled, since, options, cancellationToken))
        {
            counts[Math.Clamp((label.At - first).Days / DaysOfWeek, 0, weeks - 1)].Add(label);
        }

        return new()
        {
            At = now,
            Weeks = [.. counts.Select((tally, week) => tally.Figures(first.AddDays(DaysOfWeek * week), first.AddDays(DaysOfWeek * (week + 1))))],
            Total = Tally.Sum(counts).Figures(first, now),
        };
    }

    /// <summary>A pair as Deduplication keeps it.</summary>
    private sealed record LabelledPair
    {
        public required string Label { get; init; }

        public required DateTimeOffset At { get; init; }

        public required string A { get; init; }

        public required string B { get; init; }

        public OverruledVerdict? Overruled { get; init; }
    }

    private sealed record OverruledVerdict(string Verdict, string? KeptArticleId);

    private sealed class Tally
    {
        private const string IsRepeat = "is";

        private int confirmed;
        private int overturned;
        private int missed;
        private int rightlyApart;
        private int unknown;

        public void Add(LabelledPair pair)
        {
            if (pair.Overruled is not { } verdict)
            {
                unknown++;
                return;
            }

            // A repeat of a third article says nothing about this pair.
            var saidRepeat = !VerdictKind.GoesOn(verdict.Verdict) && (verdict.KeptArticleId == pair.A || verdict.KeptArticleId == pair.B);
            _ = (pair.Label == IsRepeat, saidRepeat) switch
            {
                (true, true) => confirmed++,
                (false, true) => overturned++,
                (true, false) => missed++,
                (false, false) => rightlyApart++,
            };
        }

        public static Tally Sum(IEnumerable<Tally> tallies)
        {
            var sum = new Tally();
            foreach (var tally in tallies)
            {
                sum.confirmed += tally.confirmed;
                sum.overturned += tally.overturned;
                sum.missed += tally.missed;
                sum.rightlyApart += tally.rightlyApart;
                sum.unknown += tally.unknown;
            }

            return sum;
        }

        public QualityLine Figures(DateTimeOffset from, DateTimeOffset to) => new()
        {
            From = from,
            To = to,
            Confirmed = confirmed,
            Overturned = overturned,
            Missed = missed,
            RightlyApart = rightlyApart,
            WithoutVerdict = unknown,
            Precision = Share.Of(confirmed, confirmed + overturned),
            Recall = Share.Of(confirmed, confirmed + missed),
        };
    }
}

/// <summary>Precision and recall where people looked.</summary>
internal sealed record QualityAnswer
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The oldest first, each from Monday on, UTC.</summary>
    public required IReadOnlyList<QualityLine> Weeks { get; init; }

    public required QualityLine Total { get; init; }
}

internal sealed record QualityLine
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Pairs that were told as repeats, and a person said that they are.</summary>
    public required int Confirmed { get; init; }

    /// <summary>Pairs that were told as repeats, and a person said that they are not.</summary>
    public required int Overturned { get; init; }

    /// <summary>Pairs that were not told as repeats, and a person said that they are.</summary>
    public required int Missed { get; init; }

    /// <summary>Pairs that were not told as repeats, and a person said that they are not.</summary>
    public required int RightlyApart { get; init; }

    /// <summary>Pairs whose verdict was not known any more, or was a person's own: they count for nothing.</summary>
    public required int WithoutVerdict { get; init; }

    public required Share Precision { get; init; }

    public required Share Recall { get; init; }
}

/// <summary>A share of pairs, with how far it can be relied on.</summary>
internal sealed record Share
{
    /// <summary>With fewer pairs the 95 % interval is wider than 0.4: the number would be read as if it said something.</summary>
    private const int Fewest = 20;

    public required int Right { get; init; }

    public required int Judged { get; init; }

    /// <summary>From 0 to 1; none where too few pairs were judged.</summary>
    public double? Value { get; init; }

    /// <summary>The 95 % interval after Wilson.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Said instead of a value.</summary>
    public string? Note { get; init; }

    public static Share Of(int right, int of)
    {
        if (of < Fewest)
        {
            return new() { Right = right, Judged = of, Note = $"too few to say: {of} judged, {Fewest} needed" };
        }

        const double z = 1.96;
        var share = (double)right / of;
        var middle = (share + (z * z / (2 * of))) / (1 + (z * z / of));
        var half = z / (1 + (z * z / of)) * Math.Sqrt((share * (1 - share) / of) + (z * z / (4.0 * of * of)));
        return new() { Right = right, Judged = of, Value = share, Low = Math.Max(0, middle - half), High = Math.Min(1, middle + half) };
    }
}
