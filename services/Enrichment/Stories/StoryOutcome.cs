using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>Where an article was put, why, and what that changed; no changes where it was put before.</summary>
internal sealed record StoryOutcome(StoryMembership Membership, IReadOnlyList<StoryChange> Changes);
