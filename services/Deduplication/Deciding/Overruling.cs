using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Deciding;

/// <summary>What a person said about two articles, or a replay that a person promoted.</summary>
/// <param name="ArticleId">The article whose verdict they looked at.</param>
/// <param name="OtherId">The article it is, or is not, a repeat of.</param>
/// <param name="IsRepeat">"Is", or "is not".</param>
/// <param name="At">When they said it: of two words on one pair the later one holds.</param>
/// <param name="By">Who, in the words of whoever let them in.</param>
/// <param name="Reason">Why, if they wrote it.</param>
/// <param name="InsteadOf">With "is": the article it is not a repeat of any more.</param>
/// <param name="IsReplayed">Nobody looked at the pair: no label is kept of it.</param>
internal sealed record Overruling(
    string ArticleId, string OtherId, bool IsRepeat, DateTimeOffset At, string By, string? Reason, string? InsteadOf = null, bool IsReplayed = false)
{
    /// <summary>Stands with the verdict: one of <see cref="Rules"/>.</summary>
    public string Rule => IsReplayed ? Rules.Replayed : Rules.Overruled;
}
