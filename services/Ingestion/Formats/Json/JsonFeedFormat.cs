using System.Text.Json;

namespace NewsPlatform.Ingestion.Formats.Json;

/// <summary>JSON Feed 1.0 and 1.1. Entries without an author or a language take the feed's.</summary>
internal sealed class JsonFeedFormat : IInputFormat
{
    /// <summary>The fields of an item, HTML before plain text since it knows its paragraphs.</summary>
    private static readonly FieldKeys Names = new(new FieldNames
    {
        Headline = ["title"],
        Text = ["content_html", "content_text"],
        Summary = ["summary"],
        Published = ["date_published", "date_modified"],
        Author = ["authors", "author"],
        Link = ["url", "external_url"],
        SourceId = ["id"],
        Language = ["language"],
        Credits = [],
        Dateline = [],
    });

    public string Name => "json feed";

    public double Recognize(in InputHead head) =>
        head.Trimmed is ['{', ..] && head.Text.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase) ? 0.97 : 0;

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (!JsonText.TryRead(document, out var json))
        {
            yield break;
        }

        var fault = JsonSyntax.Check(json.Bytes.Span, limits.MaxDepth, out var end);
        if (fault is null && !JsonSyntax.OnlySpace(json.Bytes.Span[end..]))
        {
            fault = new Refusal(RefusalReason.MalformedJson, $"Something follows the value that ends at byte {end}.");
        }

        if (fault is not null)
        {
            document.Refuse(fault.Reason, fault.Sentence);
            yield break;
        }

        var (items, language, author) = Open(json.Bytes[..end], document, limits);
        var number = 0;
        foreach (var (from, to) in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.GiveUp())
            {
                yield break;
            }

            number++;
            var (start, stop) = json.Place(from, to, document);
            if (to - from > limits.MaxRecordBytes)
            {
                document.Reject(RefusalReason.TooLarge, $"One item may have {limits.MaxRecordBytes >> 20} MB.", start, stop, $"item {number}");
                continue;
            }

            using var item = JsonDocument.Parse(json.Bytes[from..to], new JsonDocumentOptions { MaxDepth = limits.MaxDepth + 1 });
            var article = item.RootElement.ValueKind == JsonValueKind.Object ? new JsonRecord(item.RootElement, Names).Article() : null;
            if (article is null)
            {
                document.Reject(RefusalReason.NoText, "The item has neither a text nor a headline with an address.", start, stop, $"item {number}");
                continue;
            }

            yield return article with
            {
                Start = start,
                End = stop,
                Author = article.Author ?? author,
                Language = article.Language ?? language,
                Confidence = article.Text.Length == 0 ? 0.5 : 0.97,
            };
        }
    }

    /// <summary>Where the items lie, and what the feed says for all of them.</summary>
    private static (List<(int From, int To)> Items, string? Language, string? Author) Open(ReadOnlyMemory<byte> json, InputDocument document, ReadingLimits limits)
    {
        var items = new List<(int From, int To)>();
        string? language = null, author = null;
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueTextEquals("items"u8) ? "items" : reader.ValueTextEquals("language"u8) ? "language"
                : reader.ValueTextEquals("version"u8) ? "version" : reader.ValueTextEquals("authors"u8) || reader.ValueTextEquals("author"u8) ? "author" : "";
            reader.Read();
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var from = (int)reader.TokenStartIndex;
                    reader.Skip();
                    items.Add((from, (int)reader.BytesConsumed));
                }

                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (name.Length > 0 && reader.BytesConsumed - start < 100_000)
            {
                using var value = JsonDocument.Parse(json[start..(int)reader.BytesConsumed], new JsonDocumentOptions { MaxDepth = limits.MaxDepth + 1 });
                var text = JsonField.Text(value.RootElement);
                switch (name)
                {
                    case "language":
                        language = text;
                        break;
                    case "author":
                        author ??= text;
                        break;
                    default:
                        document.TellFormat("json feed", text?.Split('/')[^1]);
                        break;
                }
            }
        }

        return (items, language, author);
    }
}
