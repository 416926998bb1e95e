using System.Globalization;
using NewsPlatform.Ingestion.Formats;
using Spectre.Console;

namespace NewsPlatform.Ingestion.Reading;

/// <summary>
/// A reading for a person at a terminal. Every piece of foreign text stands between isolate marks (U+2068, U+2069), so that
/// an Arabic headline does not turn the numbers and labels around it.
/// </summary>
internal sealed class TerminalReadingOutput : IReadingOutput
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>Characters of a paragraph shown; the whole text is in --json.</summary>
    private const int ShownOfParagraph = 160;

    /// <summary>Paragraphs of an article and articles of a file shown in full; the rest is counted.</summary>
    private const int ShownParagraphs = 4;
    private const int ShownRelated = 20;

    private readonly IAnsiConsole _console;

    public TerminalReadingOutput(TextWriter output)
    {
        var terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!terminal)
        {
            // A file has no margin: lines are wrapped by whoever shows it.
            _console.Profile.Width = 100_000;
        }
    }

    public void Write(string file, ReadResult reading, CancellationToken cancellationToken)
    {
        Line($"[bold]{Foreign(file)}[/]");
        var encoding = reading.Encoding is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $", {reading.Encoding} ({reading.EncodingConfidence:P0}{(reading.EncodingDoubtful ? ", doubtful" : "")})");
        Line($"  {Markup.Escape(reading.Format)}{(reading.Version is { Length: > 0 } version ? " " + Markup.Escape(version) : "")}{Markup.Escape(encoding)}");
        if (reading.Refused is { } reason)
        {
            Line($"  [red]refused: {Markup.Escape(reason)}.[/] {Foreign(reading.RefusedBecause)}");
        }

        var number = 0;
        var related = new List<string>();
        foreach (var article in reading.Articles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Show(article, ++number);
            related.AddRange(article.RelatedHeadlines.Take(ShownRelated + 1 - Math.Min(related.Count, ShownRelated + 1)));
        }

        if (related.Count > 0)
        {
            Line($"  related headlines: {(related.Count > ShownRelated ? $"more than {ShownRelated}" : related.Count)}");
            foreach (var headline in related.Take(ShownRelated))
            {
                Line($"    - {Foreign(headline)}");
            }
        }

        foreach (var note in reading.Notes)
        {
            Line($"  [yellow]note:[/] {Foreign(note)}");
        }

        if (reading.RejectedCount > 0 && reading.Refused is null)
        {
            Line($"  [yellow]{reading.RejectedCount} records rejected[/]");
            foreach (var record in reading.RejectedRecords.Take(10))
            {
                Line($"    - {Foreign(record.Record)} at byte {record.Start}: {Markup.Escape(record.Reason)}. {Foreign(record.Sentence)}");
            }
        }

        Line("");
    }

    public void Dispose()
    {
    }

    private void Show(FoundArticle article, int number)
    {
        Line($"  [green]{number}. {article.Kind}[/] {(article.Headline is null ? "[grey](no headline)[/]" : "[bold]" + Foreign(article.Headline) + "[/]")}");
        Field("headline from", article.HeadlineFrom);
        Field("published", article.Published?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
        Field("author", article.Author);
        Field("dateline", article.Dateline);
        Field("credits", article.Credits.Count == 0 ? null : string.Join("; ", article.Credits));
        Field("link", article.Link);
        Field("source id", article.SourceId);
        Field("language", article.Language);
        Field("entry", article.Entry);
        Field("sub-headings", article.Subheads.Count == 0 ? null : string.Join(" | ", article.Subheads));
        Line(string.Create(CultureInfo.InvariantCulture, $"     bytes {article.Start} to {article.End}, confidence {article.Confidence:0.00}, {article.Paragraphs.Count} paragraphs"));
        foreach (var paragraph in article.Paragraphs.Take(ShownParagraphs))
        {
            Line($"       {Foreign(paragraph.Length <= ShownOfParagraph ? paragraph : Cut(paragraph) + "…")}");
        }

        if (article.Paragraphs.Count > ShownParagraphs)
        {
            Line($"       … {article.Paragraphs.Count - ShownParagraphs} more");
        }
    }

    private static string Cut(string text) => char.IsHighSurrogate(text[ShownOfParagraph - 1]) ? text[..(ShownOfParagraph - 1)] : text[..ShownOfParagraph];

    private void Field(string name, string? value)
    {
        if (value is not null)
        {
            Line($"     [grey]{name}:[/] {Foreign(value)}");
        }
    }

    private void Line(string markup) => _console.Write(new Markup(markup + "\n") { Overflow = Overflow.Fold });

    /// <summary>Text that is not ours: escaped, on one line, between isolates; its own direction marks are closed by them.</summary>
    private static string Foreign(string? text) =>
        text is null ? "" : FirstStrongIsolate + Markup.Escape(OneLine.Of(text) ?? "") + PopDirectionalIsolate;
}
