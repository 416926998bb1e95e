using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Text;

namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// Reads any file: recognises the format by content, finds the encoding, gives the articles cleaned. Whatever the bytes
/// are, the answer is articles or a reasoned refusal; only cancellation and a failing source stream throw.
/// </summary>
internal sealed class FormatReader
{
    /// <summary>The least certainty with which a format may claim a document.</summary>
    private const double LeastCertainty = 0.05;

    /// <summary>Characters of the decoded head that formats are shown.</summary>
    private const int HeadCharacters = 16_384;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\0\v\f"u8);

    private readonly IReadOnlyList<IInputFormat> _formats;
    private readonly TimeProvider _time;

    /// <param name="formats">The formats to choose from, <see cref="KnownFormats"/> as a rule.</param>
    /// <param name="time">The clock time budgets are measured with.</param>
    public FormatReader(IReadOnlyList<IInputFormat> formats, TimeProvider time)
    {
        _formats = formats;
        _time = time;
    }

    /// <summary>A reader of every known format.</summary>
    public FormatReader(IPlainTextSplitter splitter, TimeProvider time, FieldNames? fields = null)
        : this(KnownFormats(splitter, fields ?? FieldNames.Default), time)
    {
    }

    /// <summary>Every format there is. A new one is added here.</summary>
    public static IReadOnlyList<IInputFormat> KnownFormats(IPlainTextSplitter splitter, FieldNames fields) =>
    [
        new Html.HtmlFormat(),
        new News.NewsMlFormat(),
        new News.NitfFormat(),
        new Syndication.FeedFormat(),
        new Markup.XmlRecordsFormat(fields),
        new Json.JsonFeedFormat(),
        new Json.JsonFormat(fields),
        new Json.JsonLinesFormat(fields),
        new Tables.TableFormat(fields),
        new Web.WarcFormat(),
        new Archives.GzipFormat(),
        new Archives.ZipFormat(),
        new PlainText.PlainTextFormat(splitter),
    ];

    /// <summary>Reads a document that is in memory.</summary>
    public ReadResult Read(ReadOnlyMemory<byte> bytes, string fileName, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var report = new ReadingReport { SourceBytes = bytes.Length };
        if (bytes.Length > limits.MaxBytes)
        {
            report.Refusal = TooLarge(limits);
            return new ReadResult(report, []);
        }

        return Read(InputDocument.From(fileName, bytes, limits, report, _time, this), report, limits, null, cancellationToken);
    }

    /// <summary>Reads a document from a stream, which must stay open until the articles have been walked.</summary>
    /// <exception cref="IOException">The stream itself failed. This may pass, and is no judgement on the document.</exception>
    public ReadResult Read(Stream stream, string fileName, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var report = new ReadingReport();
        if (stream.CanSeek && stream.Length - stream.Position > limits.MaxBytes)
        {
            report.Refusal = TooLarge(limits);
            return new ReadResult(report, []);
        }

        var source = new SourceStream(stream, limits.MaxBytes, report);
        return Read(InputDocument.From(fileName, source, limits, report, _time, this), report, limits, source, cancellationToken);
    }

    /// <summary>
    /// The articles of one document in a container; its refusal becomes a rejected record. A bomb anywhere stops the
    /// container as well.
    /// </summary>
    public static IEnumerable<FoundArticle> ReadInner(
        InputDocument container, InputDocument inner, ReadingLimits limits, long start, long end, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var article in ReadDocument(inner, limits, null, cancellationToken))
        {
            count++;
            yield return article with { Entry = article.Entry ?? inner.Entry };
        }

        if (inner.Refusal is not { } refusal)
        {
            yield break;
        }

        if (refusal.Reason == RefusalReason.ArchiveBomb)
        {
            container.Refuse(refusal.Reason, inner.Entry is null ? refusal.Sentence : $"{inner.Entry}: {refusal.Sentence}");
            yield break;
        }

        container.Report.Reject(new RejectedRecord
        {
            Reason = refusal.Reason,
            Sentence = count == 0 ? refusal.Sentence : $"{refusal.Sentence} What came before it was read.",
            Start = start,
            End = end,
            Record = inner.Entry ?? inner.Name,
        });
    }

    /// <summary>The articles of the one document a wrapping such as gzip holds; its refusal is the wrapping's own.</summary>
    public static IEnumerable<FoundArticle> ReadWrapped(InputDocument wrapping, InputDocument inner, ReadingLimits limits, CancellationToken cancellationToken)
    {
        foreach (var article in ReadDocument(inner, limits, null, cancellationToken))
        {
            yield return article;
        }

        if (inner.Refusal is { } refusal)
        {
            wrapping.Refuse(refusal.Reason, refusal.Sentence);
        }
    }

    private static ReadResult Read(
        InputDocument document, ReadingReport report, ReadingLimits limits, SourceStream? source, CancellationToken cancellationToken)
    {
        // The first article decides between "accepted" and "refused"; the rest is read as it is taken.
        var articles = ReadDocument(document, limits, source, cancellationToken).GetEnumerator();
        if (!articles.MoveNext())
        {
            articles.Dispose();
            // Records without text are valid and have nothing to give; anything else that left no article is a refusal.
            report.Refusal = document.Refusal
                ?? (report.Rejected.FirstOrDefault(record => record.Reason != RefusalReason.NoText) is { } first
                    ? new Refusal(first.Reason, Because(report, first)) : null);
            if (report.Refusal is null)
            {
                report.Note("no article found");
            }

            return new ReadResult(report, []);
        }

        return new ReadResult(report, Rest(articles, document, report, limits));
    }

    private static IEnumerable<FoundArticle> Rest(IEnumerator<FoundArticle> articles, InputDocument document, ReadingReport report, ReadingLimits limits)
    {
        using (articles)
        {
            var count = 0;
            do
            {
                if (++count > limits.MaxArticles)
                {
                    document.Refuse(RefusalReason.TooManyRecords, $"One file may give {limits.MaxArticles} articles; the rest was not read.");
                    break;
                }

                yield return articles.Current;
            }
            while (articles.MoveNext());

            if (document.Refusal is { } late)
            {
                report.Reject(new RejectedRecord { Reason = late.Reason, Sentence = late.Sentence, Start = -1, End = -1 });
            }
        }
    }

    private static IEnumerable<FoundArticle> ReadDocument(
        InputDocument document, ReadingLimits limits, SourceStream? source, CancellationToken cancellationToken)
    {
        IEnumerator<FoundArticle>? articles = null;
        try
        {
            while (true)
            {
                FoundArticle article;
                try
                {
                    articles ??= document.Reader.Choose(document, limits, cancellationToken).GetEnumerator();
                    if (!articles.MoveNext())
                    {
                        yield break;
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                    article = Finished(articles.Current, document);
                    document.Report.Articles++;
                }
                catch (ReadingStoppedException stopped)
                {
                    // Thrown by a stream of unpacked bytes: the one place where it becomes a value.
                    document.Refuse(stopped.Reason, stopped.Message);
                    yield break;
                }
                catch (Exception fault) when (IsTheDocuments(fault, source, cancellationToken))
                {
                    // A library that trips over a document is no reason to lose the file's neighbours: the refusal names it.
                    document.Refuse(
                        RefusalReason.Unreadable,
                        $"The reader failed on this document ({fault.GetType().Name}); the file is kept for a look.");
                    yield break;
                }

                yield return article;
            }
        }
        finally
        {
            articles?.Dispose();
        }
    }

    private static bool IsTheDocuments(Exception fault, SourceStream? source, CancellationToken cancellationToken) =>
        fault is not OutOfMemoryException
        && !(source?.Failed ?? false)
        && !(fault is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private IEnumerable<FoundArticle> Choose(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        var bytes = document.Head.Span;
        if (bytes.IsEmpty || (document.Whole && bytes.IndexOfAnyExcept(Blank) < 0) || document.Encoding.BomLength == bytes.Length)
        {
            document.Refuse(RefusalReason.Empty, "There is nothing in it.");
            return [];
        }

        var text = Decoding.Decode(document.Encoding.Encoding, bytes[document.Encoding.BomLength..Math.Min(bytes.Length, 4 * HeadCharacters)]).Text;
        var head = new InputHead
        {
            Bytes = bytes,
            Text = text.Length > HeadCharacters ? text[..HeadCharacters] : text,
            Extension = Path.GetExtension(document.Name).ToLowerInvariant(),
            Whole = document.Whole,
            MediaType = document.MediaType,
        };

        IInputFormat? chosen = null;
        var certainty = LeastCertainty;
        foreach (var format in _formats)
        {
            var claim = format.Recognize(head);
            if (claim > certainty)
            {
                (chosen, certainty) = (format, claim);
            }
        }

        if (chosen is null)
        {
            if (BinarySniffer.Find(bytes) is { } binary)
            {
                document.Refuse(RefusalReason.NotText, $"This is {binary}, not text.");
            }
            else
            {
                document.Refuse(RefusalReason.UnknownFormat, "No known format begins like this.");
            }

            return [];
        }

        document.TellFormat(chosen.Name);
        return chosen.Read(document, limits, cancellationToken);
    }

    /// <summary>Cleaned once, here, whatever the format; damage by double encoding mended where it is certain.</summary>
    private static FoundArticle Finished(FoundArticle article, InputDocument document)
    {
        var damage = article.Text.Length + (article.Headline?.Length ?? 0) > 0
            ? Mojibake.Find(article.Headline + "\n" + article.Text)
            : Mojibake.Damage.None;
        if (damage != Mojibake.Damage.None)
        {
            document.Note("mojibake repaired");
            article = article with
            {
                Headline = Undo(article.Headline, damage),
                Text = Undo(article.Text, damage)!,
                Paragraphs = [.. article.Paragraphs.Select(paragraph => Undo(paragraph, damage)!)],
                Subheads = [.. article.Subheads.Select(subhead => Undo(subhead, damage)!)],
                Credits = [.. article.Credits.Select(credit => Undo(credit, damage)!)],
                RelatedHeadlines = [.. article.RelatedHeadlines.Select(related => Undo(related, damage)!)],
                Dateline = Undo(article.Dateline, damage),
                Author = Undo(article.Author, damage),
                Summary = Undo(article.Summary, damage),
            };
        }

        return article with
        {
            Headline = OneLine.Of(article.Headline),
            Text = Clean(article.Text),
            Paragraphs = Clean(article.Paragraphs),
            Subheads = Clean(article.Subheads),
            Credits = Clean(article.Credits),
            RelatedHeadlines = Clean(article.RelatedHeadlines),
            Dateline = OneLine.Of(article.Dateline),
            Author = OneLine.Of(article.Author),
            Link = OneLine.Of(article.Link),
            SourceId = OneLine.Of(article.SourceId),
            Language = OneLine.Of(article.Language),
            Summary = article.Summary is null ? null : Clean(article.Summary),
        };
    }

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Undo(string? text, Mojibake.Damage damage) => text is null ? null : Mojibake.Undo(text, damage);

    private static string Clean(string text) => TextCleaner.Clean(WindowsPunctuation.Mend(text));

    private static IReadOnlyList<string> Clean(IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (!ReferenceEquals(Clean(texts[i]), texts[i]))
            {
                return [.. texts.Select(Clean)];
            }
        }

        return texts;
    }

    private static string Because(ReadingReport report, RejectedRecord first) =>
        report.RejectedCount == 1 ? first.Sentence : $"None of its {report.RejectedCount} records could be read; the first: {first.Sentence}";

    private static Refusal TooLarge(ReadingLimits limits) =>
        new(RefusalReason.TooLarge, $"A file may have {limits.MaxBytes >> 20} MB; this one is larger.");
}
