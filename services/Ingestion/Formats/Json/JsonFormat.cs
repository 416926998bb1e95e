namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>A JSON document: one article, a list of them, or a wrapper around either; ninjs items among them.</summary>
internal sealed class JsonFormat(FieldNames names) : IInputFormat
{
    private readonly FieldKeys _keys = new(names);

    public string Name => "json";

    public double Recognize(in InputHead head)
    {
        if (JsonSyntax.LooksLike(head.Text))
        {
            return 0.9;
        }

        // What is named .json and is not prose is a JSON document with a fault at its start.
        return head.Extension is ".json" or ".geojson" or ".jsonld" && (head.Trimmed is ['{' or '[' or '"', ..] || head.Trimmed.Length < 40) ? 0.35 : 0;
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!JsonText.TryRead(document, out var json))
        {
            yield break;
        }

        var fault = JsonSyntax.Check(json.Bytes.Span, limits.MaxDepth, out var end);
        if (fault is not null)
        {
            document.Refuse(fault.Reason, fault.Sentence);
            yield break;
        }

        if (!JsonSyntax.OnlySpace(json.Bytes.Span[end..]))
        {
            // Values one after the other, each on its own line: JSON Lines whose first line was too long to be seen whole.
            if (!json.Bytes.Span[end..].TrimStart(" \t\r"u8).StartsWith("\n"u8))
            {
                document.Refuse(RefusalReason.MalformedJson, $"Something follows the value that ends at byte {end}.");
                yield break;
            }

            foreach (var article in JsonLinesFormat.ReadLines(document, new MemoryStream(json.Bytes.ToArray()), json.Offset, _keys, limits, cancellationToken))
            {
                yield return article;
            }

            yield break;
        }

        var number = 0;
        foreach (var found in new JsonArticles(_keys, limits).In(json.Bytes[..end]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.GiveUp())
            {
                yield break;
            }

            number++;
            var (from, to) = json.Place(found.Start, found.End, document);
            if (found.Ninjs is { } version)
            {
                document.TellFormat("ninjs", version);
            }

            if (found.Article is { } article)
            {
                yield return article with { Start = from, End = to };
            }
            else
            {
                document.Reject(
                    found.Refusal?.Reason ?? RefusalReason.NoText,
                    found.Refusal?.Sentence ?? "No field of it is known to hold a text or a headline.",
                    from,
                    to,
                    $"record {number}");
            }
        }
    }
}
