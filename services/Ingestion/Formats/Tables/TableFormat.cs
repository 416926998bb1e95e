using System.Text;
using NewsPlatform.Ingestion.Encodings;

namespace NewsPlatform.Ingestion.Formats.Tables;

/// <summary>CSV and its relatives: commas, semicolons, tabs or bars between fields, with or without a heading. Read as a stream.</summary>
internal sealed class TableFormat(FieldNames names) : IInputFormat
{
    private readonly FieldKeys _keys = new(names);

    /// <summary>Records looked at to guess the columns of a table without a heading.</summary>
    private const int GuessedFrom = 20;

    public string Name => "csv";

    public double Recognize(in InputHead head)
    {
        if (head.Trimmed is ['<' or '{' or '[', ..] || BinarySniffer.Find(head.Bytes) is not null)
        {
            return 0;
        }

        var named = head.Extension is ".csv" or ".tsv" or ".tab" || head.MediaType is "text/csv" or "text/tab-separated-values";
        var shape = TableShape.Find(WithoutSeparatorLine(head.Text, out _), _keys, ReadingLimits.Default.MaxColumns);
        if (shape is null)
        {
            // A million columns are a table all the same, to be refused as one.
            return named && head.Text.AsSpan().IndexOfAny(",;\t|") >= 0 ? 0.45 : 0;
        }

        // Prose has commas too: without a name that says so, a table shows known headings over a text.
        return shape.Header.Count > 0 && shape.HasArticles && shape.Regular >= 0.5 ? (shape.KnownNames >= 2 ? 0.9 : 0.6)
            : named ? 0.5 + (0.1 * shape.Regular)
            : shape.Delimiter == '\t' && shape.Regular > 0.9 ? 0.35 : 0;
    }

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var encoding = document.Encoding;
        document.TellEncoding();
        var headText = WithoutSeparatorLine(
            Decoding.Decode(encoding.Encoding, document.Head.Span[encoding.BomLength..]).Text is var all && all.Length > 65536 ? all[..65536] : all, out var given);
        var shape = TableShape.Find(headText, _keys, limits.MaxColumns);
        var delimiter = given ?? shape?.Delimiter ?? Likeliest(headText);
        document.TellFormat(delimiter == '\t' ? "tsv" : "csv");

        var counting = new ReplacementCounter(document);
        using var reader = new StreamReader(document.OpenStream(), counting.Wrap(encoding.Encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 65536);
        SkipMark(reader, encoding);
        var slicer = new RecordSlicer(reader, delimiter, encoding.Encoding, encoding.BomLength, limits.MaxRecordBytes);
        TableColumns? columns = null;
        var header = 0;
        var waiting = new List<(RecordSlicer.Slice Slice, string[] Fields, long Number)>();
        long number = 0;
        foreach (var slice in slicer.Slices())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.GiveUp())
            {
                yield break;
            }

            number++;
            if (slice.Fault is { } fault)
            {
                document.Reject(fault.Reason, fault.Sentence, slice.Start, slice.End, $"record {number}");
                continue;
            }

            if (string.IsNullOrWhiteSpace(slice.Text) || (number == 1 && given is not null))
            {
                continue;
            }

            if (slice.Text.AsSpan().Count(delimiter) >= limits.MaxColumns && TableShape.Fields(slice.Text.Length > 1 << 20 ? slice.Text[..(1 << 20)] : slice.Text, delimiter).Length > limits.MaxColumns)
            {
                document.Reject(RefusalReason.TooLarge, $"A table may have {limits.MaxColumns} columns.", slice.Start, slice.End, $"record {number}");
                continue;
            }

            var fields = TableShape.Fields(slice.Text, delimiter);
            if (columns is null && shape is { Header.Count: > 0, HasArticles: true })
            {
                (columns, header) = (new TableColumns(fields, _keys), fields.Length);
                continue;
            }

            if (columns is null)
            {
                waiting.Add((slice, fields, number));
                if (waiting.Count < GuessedFrom)
                {
                    continue;
                }

                columns = TableColumns.Guess(waiting.ConvertAll(row => row.Fields));
                if (columns is null)
                {
                    break;
                }

                foreach (var row in waiting)
                {
                    if (Article(document, row.Slice, row.Fields, row.Number, columns, header) is { } early)
                    {
                        yield return early;
                    }
                }

                waiting.Clear();
                continue;
            }

            if (Article(document, slice, fields, number, columns, header) is { } article)
            {
                yield return article;
            }
        }

        if (waiting.Count > 0)
        {
            columns ??= TableColumns.Guess(waiting.ConvertAll(row => row.Fields));
            if (columns is null)
            {
                document.Note("a table without a column that is known to hold text or headlines");
                yield break;
            }

            foreach (var row in waiting)
            {
                if (Article(document, row.Slice, row.Fields, row.Number, columns, header) is { } article)
                {
                    yield return article;
                }
            }
        }

        counting.Tell();
    }

    private static FoundArticle? Article(InputDocument document, RecordSlicer.Slice slice, string[] fields, long number, TableColumns columns, int header)
    {
        if (header > 0 && (fields.Skip(header).Any(extra => extra.Trim().Length > 0) || fields.Length <= columns.LastNeeded))
        {
            document.Reject(
                RefusalReason.MalformedTable, $"The record has {fields.Length} fields where the heading has {header}.", slice.Start, slice.End, $"record {number}");
            return null;
        }

        if (columns.Article(fields) is { } article)
        {
            return article with { Start = slice.Start, End = slice.End };
        }

        document.Reject(RefusalReason.NoText, "The record has neither text nor a headline with something beside it.", slice.Start, slice.End, $"record {number}");
        return null;
    }

    private static char Likeliest(string head) => TableShape.Delimiters.MaxBy(delimiter => head.AsSpan().Count(delimiter));

    /// <summary>Excel's "sep=;" line, which names the delimiter.</summary>
    private static string WithoutSeparatorLine(string head, out char? given)
    {
        given = null;
        if (head.Length > 5 && head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head[5] is '\r' or '\n')
        {
            given = head[4];
            return head[5..].TrimStart('\r', '\n');
        }

        return head;
    }

    private static void SkipMark(StreamReader reader, DetectedEncoding encoding)
    {
        if (encoding.BomLength > 0 && reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }
    }

    /// <summary>Counts what could not be decoded while a stream is read, and tells it at the end.</summary>
    private sealed class ReplacementCounter(InputDocument document)
    {
        private long _replaced;

        public Encoding Wrap(Encoding encoding)
        {
            var counting = (Encoding)encoding.Clone();
            counting.DecoderFallback = new Fallback(this);
            return counting;
        }

        public void Tell() => document.TellReplaced(_replaced);

        private sealed class Fallback(ReplacementCounter counter) : DecoderFallback
        {
            public override int MaxCharCount => 1;

            public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(counter);
        }

        private sealed class Buffer(ReplacementCounter counter) : DecoderFallbackBuffer
        {
            private bool _pending;

            public override int Remaining => _pending ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                counter._replaced++;
                _pending = true;
                return true;
            }

            public override char GetNextChar()
            {
                if (!_pending)
                {
                    return '\0';
                }

                _pending = false;
                return '\uFFFD';
            }

            public override bool MovePrevious() => false;

            public override void Reset() => _pending = false;
        }
    }
}
