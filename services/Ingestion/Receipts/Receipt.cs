using System.Text.Json;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Receipts;

/// <summary>What lies beside every finished file as <c>&lt;name&gt;.receipt.json</c>: what came in, and what became of it.</summary>
internal sealed record Receipt
{
    private static readonly JsonSerializerOptions Readable = MakeReadable();

    /// <summary>Path in the inbox, as it was dropped.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the bytes; none when they could not be read.</summary>
    public string? Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>announced, complete, failed, or repeated for a second copy of the same bytes.</summary>
    public required string State { get; init; }

    /// <summary>Why the file failed.</summary>
    public string? Reason { get; init; }

    /// <summary>For a second copy: the name under which the same bytes came first.</summary>
    public string? FirstDroppedAs { get; init; }

    public string? Format { get; init; }

    public string? Encoding { get; init; }

    public double? EncodingConfidence { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public int Found { get; init; }

    /// <summary>How many articles have which fate; they add up to <see cref="Found"/>.</summary>
    public IReadOnlyDictionary<string, int> Fates { get; init; } = new Dictionary<string, int>();

    /// <summary>The articles in their order; the first <see cref="Listed"/> of them.</summary>
    public IReadOnlyList<ArticleFate> Articles { get; init; } = [];

    public string? TraceId { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>A receipt is for reading: of a dump of a hundred thousand articles it lists the first.</summary>
    internal const int Listed = 1000;

    public static Receipt Of(LedgerEntry entry, IReadOnlyList<ArticleFate> articles, string? sha256) => new()
    {
        File = entry.Name,
        Sha256 = sha256,
        Bytes = entry.Bytes,
        State = entry.State,
        Reason = entry.Reason,
        Format = entry.Format,
        Encoding = entry.Encoding,
        EncodingConfidence = entry.EncodingConfidence,
        Notes = entry.Notes,
        Found = entry.Found,
        Fates = articles.CountBy(article => article.Fate).ToDictionary(StringComparer.Ordinal),
        Articles = articles.Count <= Listed ? articles : [.. articles.Take(Listed)],
        TraceId = entry.TraceId,
        ClaimedAt = entry.ClaimedAt,
        CompletedAt = entry.CompletedAt,
    };

    public static Receipt OfRepeat(string name, LedgerEntry known, DateTimeOffset now) => new()
    {
        File = name,
        Sha256 = known.Id,
        Bytes = known.Bytes,
        State = Fate.Repeated,
        FirstDroppedAs = known.Name,
        Format = known.Format,
        Found = known.Found,
        TraceId = known.TraceId,
        ClaimedAt = now,
        CompletedAt = now,
    };

    /// <summary>As it lies beside the file: indented, moments in ISO 8601.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    private static JsonSerializerOptions MakeReadable()
    {
        var readable = new JsonSerializerOptions(MongoJson.Options) { WriteIndented = true };
        readable.Converters.Insert(0, new PlainTime());
        return readable;
    }

    // In the store a moment is a date of its own type; in a file that people read it is ISO 8601.
    private sealed class PlainTime : System.Text.Json.Serialization.JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.UtcDateTime);
    }
}
