using System.Collections.Concurrent;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>What whoever listens to the replicas knows in the end, whatever overtook what on the way.</summary>
internal sealed class ToldVerdicts
{
    private readonly ConcurrentDictionary<string, Verdict> verdicts = new(StringComparer.Ordinal);

    public int Count => verdicts.Count;

    public void Tell(Standing standing) => verdicts.AddOrUpdate(
        standing.ArticleId, _ => standing.ToVerdict([]), (_, before) => standing.ToVerdict([]) is var now && before.HoldsOver(now) ? before : now);

    public Verdict? Of(string articleId) => verdicts.GetValueOrDefault(articleId);

    public bool GoesOn(string articleId) => Of(articleId) is { } verdict && VerdictKind.GoesOn(verdict.Kind);

    /// <summary>Verdict and kept article in one line. An article that is kept may be held back later: its own verdict leads on.</summary>
    public string Line(string articleId)
    {
        var verdict = Of(articleId);
        var kept = verdict?.KeptArticleId;
        var passed = new HashSet<string>(StringComparer.Ordinal) { articleId };
        while (verdict is not null && !VerdictKind.GoesOn(verdict.Kind) && kept is not null && passed.Add(kept)
            && Of(kept) is { KeptArticleId: { } next } heldBack && !VerdictKind.GoesOn(heldBack.Kind))
        {
            kept = next;
        }

        return verdict is null ? "untold" : $"{verdict.Kind} {kept}";
    }
}
