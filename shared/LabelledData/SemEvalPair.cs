using System.Text.Json.Serialization;

namespace NewsPlatform.LabelledData;

/// <summary>Two texts of SemEval 2022 task 8 with people's scores, from 1 (the same) to 4 (unrelated).</summary>
public sealed record SemEvalPair
{
    [JsonPropertyName("lang1")]
    public required string Language1 { get; init; }

    [JsonPropertyName("lang2")]
    public required string Language2 { get; init; }

    [JsonPropertyName("overall")]
    public double Overall { get; init; }

    [JsonPropertyName("text1")]
    public required string Text1 { get; init; }

    [JsonPropertyName("text2")]
    public required string Text2 { get; init; }
}
