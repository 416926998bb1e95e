namespace NewsPlatform.Enrichment.Stories;

/// <summary>A story in the window.</summary>
internal sealed class Story(string id)
{
    /// <summary>Derived from its first article, and kept for good.</summary>
    public string Id { get; } = id;

    /// <summary>In the order in which they came.</summary>
    public List<StoryVector> Members { get; } = [];

    /// <summary>Newest publication among the members.</summary>
    public DateTimeOffset Last { get; set; } = DateTimeOffset.MinValue;

    /// <summary>The article closest to the others: its headline stands for the story.</summary>
    public StoryVector Representative { get; set; } = null!;

    public static string IdOf(string articleId) => "s" + articleId;
}
