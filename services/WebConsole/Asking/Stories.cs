using System.Text.Json.Serialization;

namespace NewsPlatform.WebConsole.Asking;

public sealed record StoriesAnswer(IReadOnlyList<StoryLine> Stories);

public sealed record StoryLine
{
    [JsonPropertyName("_id")]
    public required string StoryId { get; init; }

    public string? Headline { get; init; }

    public required int Articles { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    public required DateTimeOffset Earliest { get; init; }

    public required DateTimeOffset Latest { get; init; }
}

/// <param name="Timeline">The oldest first.</param>
public sealed record StoryAnswer(string StoryId, string FirstArticleId, IReadOnlyList<ArticleSummary> Timeline);
