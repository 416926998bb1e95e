using System.Text.Json.Serialization;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>An article of a labelled set or of a person's own file; members a set does not have are left out.</summary>
internal sealed record LabelledArticle
{
    [JsonPropertyName("id")]
    public string? Id { get; init; }

    [JsonPropertyName("articleId")]
    public string? ArticleId { get; init; }

    [JsonPropertyName("source")]
    public string? Source { get; init; }

    /// <summary>A day (2026-11-21) or a moment (ISO 8601).</summary>
    [JsonPropertyName("date")]
    public string? Date { get; init; }

    [JsonPropertyName("published")]
    public string? Published { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    [JsonPropertyName("link")]
    public string? Link { get; init; }

    [JsonPropertyName("author")]
    public string? Author { get; init; }

    [JsonPropertyName("dateline")]
    public string? Dateline { get; init; }

    [JsonPropertyName("title")]
    public string? Title { get; init; }

    [JsonPropertyName("headline")]
    public string? Headline { get; init; }

    [JsonPropertyName("body")]
    public string? Body { get; init; }

    [JsonPropertyName("text")]
    public string? Text { get; init; }

    [JsonPropertyName("credits")]
    public IReadOnlyList<string>? Credits { get; init; }

    [JsonPropertyName("subheads")]
    public IReadOnlyList<string>? Subheads { get; init; }

    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("category")]
    public string? Category { get; init; }

    [JsonPropertyName("keyphrase_line")]
    public string? KeyphraseLine { get; init; }

    [JsonPropertyName("bio")]
    public string? Bio { get; init; }
}

/// <summary>What Ingestion read out of one file (<c>read --json</c>); the members that matter here.</summary>
internal sealed record FileReading
{
    [JsonPropertyName("file")]
    public required string File { get; init; }

    /// <summary>Why nothing was read, in a sentence.</summary>
    [JsonPropertyName("refusedBecause")]
    public string? RefusedBecause { get; init; }

    [JsonPropertyName("articles")]
    public IReadOnlyList<LabelledArticle> Articles { get; init; } = [];
}

internal sealed record LabelledPair
{
    [JsonPropertyName("a")]
    public required string A { get; init; }

    [JsonPropertyName("b")]
    public required string B { get; init; }

    [JsonPropertyName("label")]
    public required string Label { get; init; }

    [JsonPropertyName("flags")]
    public IReadOnlyList<string> Flags { get; init; } = [];
}

[JsonSerializable(typeof(LabelledArticle))]
[JsonSerializable(typeof(FileReading))]
[JsonSerializable(typeof(LabelledPair))]
[JsonSerializable(typeof(SemEvalPair))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
