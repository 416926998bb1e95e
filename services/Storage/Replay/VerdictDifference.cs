using System.Globalization;
using NewsPlatform.Contracts;

namespace NewsPlatform.Storage.Replay;

/// <summary>What differs between two verdicts on one article: what it is, and whom it repeats. Another rule or score alone is no difference.</summary>
internal static class VerdictDifference
{
    /// <returns>The change in words, as it is counted; none where nothing differs.</returns>
    public static string? Of(Verdict stored, Verdict current) =>
        stored.Kind != current.Kind ? $"{stored.Kind} → {current.Kind}"
        : stored.KeptArticleId != current.KeptArticleId ? $"{stored.Kind} → {current.Kind} of another"
        : null;

    public static bool IsSame(Verdict one, Verdict other) =>
        (one.Kind, one.KeptArticleId, Said(one)) == (other.Kind, other.KeptArticleId, Said(other));

    /// <summary>Whether the stored verdict knows of a later word of a person than the current one: then that holds.</summary>
    public static bool IsSaidLater(Verdict stored, Verdict current) => Nullable.Compare(Said(stored), Said(current)) > 0;

    // The store's moments end at the millisecond.
    private static long? Said(Verdict verdict) => verdict.OverruledAt?.ToUnixTimeMilliseconds();

    /// <summary>
    /// What has to be said of two articles to make it so. Nobody can say that an article revises another, shares its headline,
    /// or is an excerpt of a later one; and of a repeat of the same article not how it repeats it.
    /// </summary>
    public static ReplayedWord? Word(Verdict stored, JudgedArticle judged)
    {
        var (former, current) = (stored.KeptArticleId, judged.Verdict!.KeptArticleId);
        return !judged.IsSayable ? null
            : current is null ? former is null ? null : new ReplayedWord(IsRepeat: false, former, InsteadOf: null)
            : current == former && !VerdictKind.GoesOn(stored.Kind) ? null

            // Where the rules of now find it related to the former one still, they are not put apart: that one may be a copy of
            // the article that is kept now.
            : new ReplayedWord(IsRepeat: true, current, former == current || former is null || judged.Related.Contains(former) ? null : former);
    }

    /// <summary>Whom the verdict names, and by which rule: the kind stands in the change itself.</summary>
    public static string Shown(Verdict verdict, string? keptHeadline)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"{verdict.Rule} {verdict.Score:0.00}");
        return verdict.KeptArticleId is { } kept ? $"{keptHeadline ?? kept} · {rule}" : rule;
    }
}
