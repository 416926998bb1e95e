using System.Buffers;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Decides what two articles are to each other. A pure function of the two fingerprints; the same for (a, b) and (b, a).
/// Not thread-safe: it keeps its working memory.
/// </summary>
internal sealed class PairJudge(DetectionRules rules)
{
    // Different prints of numbers: those of a table of results. A print has 15 bits left, so there are never many more.
    private const int MaxNumbers = 1_024;

    private readonly TextComparer comparer = new();
    private readonly TolerantComparer tolerant = new();
    private readonly List<WordRun> runs = [];
    private readonly List<ushort> numbers = [];
    private readonly List<ushort> otherNumbers = [];

    /// <summary>Takes the article that others will be judged against.</summary>
    public void Prepare(in ArticleView article) => comparer.Prepare(article.Words);

    public Judgement JudgeBoth(in ArticleView first, in ArticleView second)
    {
        Prepare(first);
        return Judge(first, second);
    }

    /// <summary>Judges the prepared article against another one.</summary>
    public Judgement Judge(in ArticleView prepared, in ArticleView other)
    {
        if (IsExact(prepared, other))
        {
            var same = prepared.RawKey == other.RawKey && prepared.ArticleKey == other.ArticleKey;
            return new Judgement(RepeatKind.Exact, TextRelation.Exact, same ? Rules.SameText : Rules.SameFolded, 1);
        }

        var (covered, otherCovered) = comparer.Cover(other.Words);
        var shares = new Shares(Share(covered, prepared.Words.Length), Share(otherCovered, other.Words.Length), prepared.Words.Length <= other.Words.Length);
        var text = shares.Shorter >= rules.DamagedFrom && shares.Both < rules.SureShare && IsNearOnceMended(prepared, other) is { } share
            ? new Judgement(RepeatKind.Near, TextRelation.Near, Rules.DamagedRuns, share)
            : Compare(prepared, other, shares);
        if (Revises(prepared, other, shares, text.Text) is { } rule)
        {
            return text with { Kind = RepeatKind.Revised, Rule = rule, Score = Math.Max(shares.First, shares.Second) };
        }

        return text.Kind != RepeatKind.New || prepared.Headline == 0 || prepared.Headline != other.Headline
            ? text
            : new Judgement(RepeatKind.Headline, TextRelation.None, Rules.SameHeadline, 1);
    }

    /// <summary>The runs the prepared article shares with another one, in the other one's order.</summary>
    public IReadOnlyList<WordRun> SharedRuns(ReadOnlySpan<ushort> other)
    {
        comparer.Runs(other, runs);
        return runs;
    }

    private bool IsExact(in ArticleView a, in ArticleView b) =>
        (a.BodyKey == b.BodyKey && a.BodyKey != 0 && a.Words.Length >= rules.MinExactWords)
        || (a.ArticleKey == b.ArticleKey && a.ArticleKey != 0);

    private Judgement Compare(in ArticleView a, in ArticleView b, Shares shares)
    {
        var both = shares.Both;
        if (both >= rules.NearShare)
        {
            var oneEvent = both >= rules.SureShare
                ? both >= rules.CertainShare || !(IsRefilled(a, b) || IsGlued(a, b))
                : IsOneEvent(a, b, pairsAgree: null, leadsAgree: null);
            return oneEvent
                ? new Judgement(RepeatKind.Near, TextRelation.Near, Rules.SharedRuns, both)
                : Judgement.Unrelated;
        }

        if (shares.Shorter >= rules.ContainedShare && IsInside(a, b, shares))
        {
            return new Judgement(RepeatKind.Contained, TextRelation.Contained, Rules.InsideRuns, shares.Shorter, shares.FirstIsShorter);
        }

        return Judgement.Unrelated;
    }

    // The share with damaged words counted as whole, where enough of them show that letters were damaged and it makes one
    // text of two. The roles are fixed by the texts, because the verdict must not depend on who asks.
    private double? IsNearOnceMended(in ArticleView prepared, in ArticleView other)
    {
        var otherLeads = other.Words.Length != prepared.Words.Length ? other.Words.Length > prepared.Words.Length : other.BodyKey > prepared.BodyKey;
        var a = otherLeads ? other : prepared;
        var b = otherLeads ? prepared : other;
        var (first, second, damaged) = tolerant.Cover(a, b);
        if (damaged < rules.MinDamaged || damaged < rules.DamagedShare * Math.Min(first, second))
        {
            return null;
        }

        var share = Math.Min(Share(first, a.Words.Length), Share(second, b.Words.Length));
        var leads = Math.Min(LeadShared(tolerant.Covered[..a.Words.Length]), LeadShared(tolerant.OtherCovered[..b.Words.Length]));
        return (share >= rules.SureMendedShare && !IsRefilled(a, b))
            || (share >= rules.NearShare && IsOneEvent(a, b, pairsAgree: share >= rules.SureShare, leadsAgree: leads >= rules.NearShare))
            ? share
            : null;
    }

    /// <summary>
    /// Asked where the shared text alone does not settle it: forms and glued-on blocks of other stories share as much. What
    /// speaks for one event must outweigh what speaks against it.
    /// </summary>
    private bool IsOneEvent(in ArticleView a, in ArticleView b, bool? pairsAgree, bool? leadsAgree)
    {
        // Copies come at once; what is this alike days apart is a form, unless the wording agrees closely, too.
        var apart = (a.Order.Published - b.Order.Published).Duration() >= rules.CopyTime;
        if (apart && !(pairsAgree ??= PairsAgree(a, b)))
        {
            return false;
        }

        // One outlet reuses its own background and its own forms; another outlet shares this much only by copying.
        var evidence = NumbersVote(a.Words, b.Words) + HeadlinesVote(a, b) - (a.Source == b.Source ? 1 : 0) - (apart ? 1 : 0);

        // What costs most is asked last, and only where it can settle it.
        if (evidence is > 0 or < -1)
        {
            return evidence > 0;
        }

        evidence += leadsAgree ?? PairsJaccard(Lead(a), Lead(b)) >= rules.LeadAgrees ? 1 : 0;
        return evidence > 0 || (evidence == 0 && (pairsAgree ?? PairsAgree(a, b)));
    }

    private bool PairsAgree(in ArticleView a, in ArticleView b) => PairsJaccard(a.Words, b.Words) >= rules.PairsAgree;

    // A form filled in anew: neither the numbers nor the headlines' words are the other one's.
    private bool IsRefilled(in ArticleView a, in ArticleView b) => NumbersVote(a.Words, b.Words) < 0 && HeadlinesVote(a, b) < 0;

    // Two stories with the same block glued on: what they share is neither what they begin with nor what their headlines are about.
    private bool IsGlued(in ArticleView a, in ArticleView b) =>
        LeadShared(comparer.Covered) < rules.GluedLead && LeadShared(comparer.OtherCovered(b.Words.Length)) < rules.GluedLead && HeadlinesVote(a, b) < 0;

    private double LeadShared(ReadOnlySpan<bool> covered)
    {
        var lead = covered[..Math.Min(rules.Lead, covered.Length)];
        return Share(lead.Count(true), lead.Length);
    }

    // Numbers are what differs between two uses of a form, so disagreement counts double. A single number may be a date.
    private int NumbersVote(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        Numbers(a, numbers);
        Numbers(b, otherNumbers);
        var fewer = Math.Min(numbers.Count, otherNumbers.Count);
        return fewer < 2 ? 0 : Common(numbers, otherNumbers) >= rules.NumbersAgree * fewer ? 1 : -2;
    }

    private int HeadlinesVote(in ArticleView a, in ArticleView b) =>
        Math.Clamp(HeadlineVote(a, b) + HeadlineVote(b, a), -1, 1);

    private int HeadlineVote(in ArticleView article, in ArticleView other) => HeadlineSupport(article, other) switch
    {
        null => 0,
        var support => support >= rules.HeadlineSupport ? 1 : -1,
    };

    private bool IsInside(in ArticleView a, in ArticleView b, Shares shares)
    {
        var shorter = shares.FirstIsShorter ? a : b;
        var longer = shares.FirstIsShorter ? b : a;
        if (shorter.Words.Length < rules.MinExactWords)
        {
            return false;
        }

        if (shorter.Words.Length < rules.ShortText && comparer.LongestRun(b.Words) < Math.Min(rules.ShortRun, shorter.Words.Length))
        {
            return false;
        }

        // Where the headline is about something else, what is inside may be a glued-on block, unless the shorter text begins there.
        return HeadlineVote(shorter, longer) >= 0
            || (shares.Shorter >= rules.SureContainedShare && LeadShared(shares.FirstIsShorter ? comparer.Covered : comparer.OtherCovered(b.Words.Length)) >= rules.GluedLead);
    }

    /// <summary>
    /// Whether the later of two articles of one source is a new version of the earlier: the source calls them the same
    /// article, or the headline says so, or the headline stayed and the numbers did not.
    /// </summary>
    private string? Revises(in ArticleView a, in ArticleView b, Shares shares, TextRelation text)
    {
        var share = Math.Max(shares.First, shares.Second);
        var headlines = Jaccard(a.HeadlineStems, b.HeadlineStems);
        var related = share >= rules.RevisedShare || headlines >= rules.HeadlineAgrees;
        if (a.Identity != 0 && a.Identity == b.Identity && (related || !SourceIdentity.IsLink(a.Identity)))
        {
            return Rules.SameIdentity;
        }

        if (a.Source != b.Source || !related)
        {
            return null;
        }

        var later = a.Order > b.Order ? a : b;
        var earlier = a.Order > b.Order ? b : a;
        if (later.Mark > RevisionMark.None && later.Mark != earlier.Mark)
        {
            return Rules.SaysSo;
        }

        return headlines >= rules.HeadlineAgrees && share >= rules.RevisedShare && text is not TextRelation.Contained
            && later.Order.Published > earlier.Order.Published && !SameNumbers(a.Words, b.Words)
            ? Rules.OtherNumbers
            : null;
    }

    private ReadOnlySpan<ushort> Lead(in ArticleView article) => article.Words[..Math.Min(rules.Lead, article.Words.Length)];

    /// <summary>
    /// Of the headline's words that stand in the article's own text, the share that stands in the other article, too. The
    /// words of a headline name the event; those that its own text does not use are left out, so that style does not count.
    /// Nothing where fewer than two can be asked.
    /// </summary>
    private static double? HeadlineSupport(in ArticleView article, in ArticleView other)
    {
        int asked = 0, found = 0;
        foreach (var word in article.HeadlineWords)
        {
            if (article.Words.Contains(word))
            {
                asked++;
                found += other.Words.Contains(word) || other.HeadlineWords.Contains(word) ? 1 : 0;
            }
        }

        return asked < 2 ? null : (double)found / asked;
    }

    private bool SameNumbers(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        Numbers(a, numbers);
        Numbers(b, otherNumbers);
        return numbers.Count == otherNumbers.Count && Common(numbers, otherNumbers) == numbers.Count;
    }

    // The set of a text's numbers, in the order in which they come. Few: a list is searched faster than a table is filled.
    private static void Numbers(ReadOnlySpan<ushort> words, List<ushort> numbers)
    {
        numbers.Clear();
        foreach (var word in words)
        {
            if (WordPrint.IsNumber(word) && numbers.Count < MaxNumbers && !numbers.Contains(word))
            {
                numbers.Add(word);
            }
        }
    }

    private static int Common(List<ushort> one, List<ushort> other)
    {
        var common = 0;
        foreach (var number in one)
        {
            common += other.Contains(number) ? 1 : 0;
        }

        return common;
    }

    private static double Jaccard(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        var common = 0;
        foreach (var word in a)
        {
            common += b.Contains(word) ? 1 : 0;
        }

        return common == 0 ? 0 : (double)common / (a.Length + b.Length - common);
    }

    private static double PairsJaccard(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        if (a.Length < 2 || b.Length < 2)
        {
            return 0;
        }

        var first = ArrayPool<uint>.Shared.Rent(a.Length);
        var second = ArrayPool<uint>.Shared.Rent(b.Length);
        try
        {
            var x = Pairs(a, first);
            var y = Pairs(b, second);
            int i = 0, j = 0, common = 0;
            while (i < x.Length && j < y.Length)
            {
                common += x[i] == y[j] ? 1 : 0;
                var (left, right) = (x[i], y[j]);
                i += left <= right ? 1 : 0;
                j += right <= left ? 1 : 0;
            }

            return (double)common / (x.Length + y.Length - common);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(first);
            ArrayPool<uint>.Shared.Return(second);
        }
    }

    // The set of pairs of successive words, sorted.
    private static ReadOnlySpan<uint> Pairs(ReadOnlySpan<ushort> words, uint[] pairs)
    {
        for (var i = 0; i + 1 < words.Length; i++)
        {
            pairs[i] = ((uint)words[i] << 16) | words[i + 1];
        }

        var sorted = pairs.AsSpan(0, words.Length - 1);
        sorted.Sort();
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[kept - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted[..kept];
    }

    private static double Share(int covered, int words) => words == 0 ? 0 : (double)covered / words;

    private readonly record struct Shares(double First, double Second, bool FirstIsShorter)
    {
        public double Both => Math.Min(First, Second);

        public double Shorter => FirstIsShorter ? First : Second;
    }
}
