namespace NewsPlatform.Deduplication.Deciding;

/// <summary>What a person said about two articles.</summary>
/// <param name="ArticleId">The article whose verdict they looked at.</param>
/// <param name="OtherId">The article it is, or is not, a repeat of.</param>
/// <param name="IsRepeat">"Is", or "is not".</param>
/// <param name="At">When they said it: of two words on one pair the later one holds.</param>
/// <param name="By">Who, in the words of whoever let them in.</param>
/// <param name="Reason">Why, if they wrote it.</param>
internal sealed record Overruling(string ArticleId, string OtherId, bool IsRepeat, DateTimeOffset At, string By, string? Reason);
