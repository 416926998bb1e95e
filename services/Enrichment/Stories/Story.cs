namespace NewsPlatform.Enrichment.Stories;

/// <summary>A story in the window.</summary>
internal sealed class Story(string id)
{
    /// <summary>Derived from its first article, and kept for good.</summary>
    public string Id { get; } = id;

    /// <summary>In the order in which they came.</summary>
    public List<StoryVector> Members { get; } = [];

    public static string IdOf(string articleId) => "s" + articleId;

    /// <summary>Of two stories the one that began earlier keeps its id; the smaller id, where they began together.</summary>
    public bool IsOlderThan(Story other) => Began != other.Began ? Began < other.Began : string.CompareOrdinal(Id, other.Id) < 0;

    public DateTimeOffset Began => Members.Count == 0 ? DateTimeOffset.MaxValue : Members.Min(member => member.At);

    /// <summary>The article closest to the others: its headline stands for the story. The earlier one, where two are as close.</summary>
    public StoryVector Representative(JoinModel model, int newest)
    {
        var members = Members.TakeLast(newest).ToList();
        return members.MaxBy(one => (members.Sum(other => other == one ? 0 : JoinModel.Probability(model.Score(JoinFeatures.Of(one, other)))), -one.At.UtcTicks))!;
    }
}
