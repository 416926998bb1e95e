using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Reading;

/// <summary>One JSON object a file on a line of its own, written while the file is read; Arabic letters stay letters.</summary>
internal sealed class JsonReadingOutput(TextWriter output) : IReadingOutput
{
    /// <summary>Bytes gathered before they are passed on.</summary>
    private const int Chunk = 64 << 10;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * Chunk);
    private bool _begun;

    public void Write(string file, ReadResult reading, CancellationToken cancellationToken)
    {
        // Left over from a file whose disk failed in the middle.
        _buffer.ResetWrittenCount();
        if (_begun)
        {
            output.Write('\n');
        }

        using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("format", reading.Format);
        json.WriteString("version", reading.Version);
        json.WriteString("encoding", reading.Encoding);
        json.WriteNumber("encodingConfidence", reading.EncodingConfidence);
        json.WriteString("refused", reading.Refused);
        json.WriteString("refusedBecause", reading.RefusedBecause);

        var related = new List<string>();
        json.WriteStartArray("articles");
        foreach (var article in reading.Articles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(json, article);
            foreach (var headline in article.RelatedHeadlines)
            {
                if (related.Count < 10_000)
                {
                    related.Add(headline);
                }
            }

            if (json.BytesPending + _buffer.WrittenCount > Chunk)
            {
                json.Flush();
                Pass();
            }
        }

        json.WriteEndArray();
        WriteStrings(json, "relatedHeadlines", related);
        json.WriteBoolean("encodingDoubtful", reading.EncodingDoubtful);
        WriteStrings(json, "notes", reading.Notes);
        json.WriteNumber("rejectedCount", reading.RejectedCount);
        json.WriteStartArray("rejected");
        foreach (var record in reading.RejectedRecords)
        {
            json.WriteStartObject();
            json.WriteString("reason", record.Reason);
            json.WriteString("sentence", record.Sentence);
            json.WriteString("record", record.Record);
            json.WriteNumber("start", record.Start);
            json.WriteNumber("end", record.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        Pass();
        output.Write('\n');
        output.Flush();
        _begun = false;
    }

    public void Dispose() => output.Flush();

    private static void Write(Utf8JsonWriter json, FoundArticle article)
    {
        json.WriteStartObject();
        json.WriteString("kind", article.Kind);
        json.WriteString("headline", article.Headline);
        json.WriteString("headlineFrom", article.HeadlineFrom);
        json.WriteString("text", article.Text);
        WriteStrings(json, "paragraphs", article.Paragraphs);
        WriteStrings(json, "subheads", article.Subheads);
        WriteStrings(json, "credits", article.Credits);
        json.WriteString("dateline", article.Dateline);
        if (article.Published is { } published)
        {
            json.WriteString("published", published);
        }
        else
        {
            json.WriteNull("published");
        }

        json.WriteString("author", article.Author);
        json.WriteString("link", article.Link);
        json.WriteString("sourceId", article.SourceId);
        json.WriteString("language", article.Language);
        json.WriteString("summary", article.Summary);
        json.WriteString("entry", article.Entry);
        json.WriteNumber("start", article.Start);
        json.WriteNumber("end", article.End);
        json.WriteNumber("confidence", article.Confidence);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private void Pass()
    {
        output.Write(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _begun = true;
        _buffer.ResetWrittenCount();
    }
}
