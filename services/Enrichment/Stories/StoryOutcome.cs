using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>Where an article was put, why, and what that changed.</summary>
internal sealed record StoryOutcome(string StoryId, double Score, string? ClosestArticleId, JoinFeatures? Features, IReadOnlyList<StoryEvent> Events)
{
    /// <summary>The membership with its reasons: what each feature adds to the log-odds.</summary>
    public StoryMembership ToContract(JoinModel model) => new()
    {
        StoryId = StoryId,
        Score = Math.Round(Score, 3),
        ClosestArticleId = ClosestArticleId,
        Reasons = Features is not { } features
            ? null
            :
            [
                .. Enumerable.Range(0, JoinFeatures.Count)
                    .Select(i => new StoryReason { Feature = JoinFeatures.Labels[i], Value = Math.Round(features[i], 3), Weight = Math.Round(model.Weights[i] * features[i], 2) })
                    .Where(reason => reason.Weight != 0),
            ],
    };
}
