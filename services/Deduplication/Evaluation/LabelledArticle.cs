using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>An article of a labelled set, one JSON object a line; members a set does not have are left out.</summary>
internal sealed record LabelledArticle : ICheckedEntry
{
    // Set and not init, here and below: a generated reader hands every init member over, null for one that is not there.
    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("source")]
    public string? Source { get; init; }

    /// <summary>A day (2026-11-21) or a moment (ISO 8601).</summary>
    [JsonPropertyName("date")]
    public string? Date { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    [JsonPropertyName("title")]
    public string? Title { get; init; }

    [JsonPropertyName("abstract")]
    public string? Abstract { get; init; }

    [JsonPropertyName("body")]
    public string? Body { get; init; }

    [JsonPropertyName("language")]
    public string? Language { get; init; }

    /// <summary>An article as the platform stores it: an export of <c>articles</c> or <c>repeats</c> is a set as well.</summary>
    [JsonPropertyName("article")]
    public StoredText? Stored { get; set; }

    [JsonIgnore]
    public string? Mistake => Id.Length > 0 || Stored is not null ? null : "an article needs an id";

    /// <summary>The same article with the names that sets use.</summary>
    public LabelledArticle Plain() => Stored is null ? this : new LabelledArticle
    {
        Id = Stored.ArticleId,
        Source = Stored.Source,
        Date = Stored.Published switch
        {
            { ValueKind: JsonValueKind.String } moment => moment.GetString(),

            // Extended JSON, as exports of the store write it.
            { ValueKind: JsonValueKind.Object } moment when moment.TryGetProperty("$date", out var date) => date.ToString(),
            _ => null,
        },
        Url = Stored.Link,
        Title = Stored.Headline,
        Body = Stored.Text,
    };

    /// <summary>What the language is called in figures: as the set says, or the script most letters are of.</summary>
    [JsonIgnore]
    public string LanguageOrScript => Language ?? Script.Of(Body ?? Title ?? "");

    /// <summary>The article as detection takes it, its place in the set deciding between articles of one day.</summary>
    public ArticleInput ToInput(long place = 0, bool withLink = true)
    {
        var published = DateTimeOffset.TryParse(Date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : DateTimeOffset.UnixEpoch;
        return new ArticleInput
        {
            ArticleId = Id,
            Source = Source ?? "",
            Seen = published,
            Published = published,
            Sequence = place,
            Link = withLink ? Url : null,
            Headline = Title is null ? null : TextCleaner.Clean(Title),
            Body = TextCleaner.Clean(Body ?? ""),
        };
    }
}

/// <summary>The members of a stored article that detection wants to know.</summary>
internal sealed record StoredText
{
    [JsonPropertyName("articleId")]
    public required string ArticleId { get; init; }

    [JsonPropertyName("source")]
    public string? Source { get; init; }

    [JsonPropertyName("published")]
    public JsonElement? Published { get; init; }

    [JsonPropertyName("link")]
    public string? Link { get; init; }

    [JsonPropertyName("headline")]
    public string? Headline { get; init; }

    [JsonPropertyName("text")]
    public required string Text { get; init; }
}

/// <summary>A pair of a labelled set.</summary>
internal sealed record LabelledPair
{
    [JsonPropertyName("pair")]
    public string? Pair { get; init; }

    [JsonPropertyName("a")]
    public required string A { get; init; }

    [JsonPropertyName("b")]
    public required string B { get; init; }

    [JsonPropertyName("label")]
    public required string Label { get; init; }

    [JsonPropertyName("flags")]
    public IReadOnlyList<string> Flags { get; set; } = [];

    /// <summary>What the label says about the two texts, in the words of the sets that are public and in ours.</summary>
    [JsonIgnore]
    public TextClass Expected => Label switch
    {
        "near_duplicate" or "near" or "exact" or "is" => TextClass.Near,
        "excerpt" or "contained" => TextClass.Contained,
        _ => TextClass.Other,
    };

    /// <summary>A person said "is a repeat" and not in which way: near and contained are both right.</summary>
    [JsonIgnore]
    public bool IsEither => Label is "is";

    /// <summary>Near a border, or readers could differ: left out of the strict figures.</summary>
    [JsonIgnore]
    public bool IsAmbiguous => Flags.Contains("ambiguous");
}

/// <summary>What two texts are to each other, as labels tell it apart.</summary>
internal enum TextClass
{
    Other,
    Contained,
    Near,
}

/// <summary>Two whole articles of one link.</summary>
internal sealed record UpdatePair
{
    [JsonPropertyName("a")]
    public required LabelledArticle A { get; init; }

    [JsonPropertyName("b")]
    public required LabelledArticle B { get; init; }
}

[JsonSerializable(typeof(LabelledArticle))]
[JsonSerializable(typeof(LabelledPair))]
[JsonSerializable(typeof(UpdatePair))]
[JsonSerializable(typeof(SemEvalPair))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
