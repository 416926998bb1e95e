using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsPlatform.Contracts;
using Spectre.Console;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>Notes for a person's eyes, or one JSON object an article.</summary>
internal sealed class NotesOutput(TextWriter output, ContractsJson? json)
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new WideOutput(output) });

    public void Write(Article article, Contracts.Enrichment notes)
    {
        if (json is not null)
        {
            WriteJson(article, notes, json);
            return;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Row("headline", notes.Headline is { } headline ? headline.Text + (headline.Derived ? "  (derived)" : "") : null);
        Row("language", $"{notes.Language} {notes.Script} {Number(notes.LanguageConfidence)}{(notes.Dialect is { } dialect ? ", dialect " + dialect : "")}{(notes.Languages is { } mixed ? ", mixed: " + string.Join(", ", mixed.Select(share => $"{share.Language} {Number(share.Share)}")) : "")}");
        Row("text", notes.Text is { } text ? $"{text.Words} words, {text.Sentences.Count} sentences, {text.ReadingSeconds} s to read" : null);
        Row("category", notes.Category is { } category ? $"{category.Name} {Number(category.Confidence)}: {string.Join("، ", category.Words)}{(category.RunnerUp is { } second ? "; near: " + second : "")}" : null);
        Row("origin", Origin(notes.Origin));
        Row("dateline", notes.Dateline is { } dateline ? string.Join(", ", new[] { dateline.Place, dateline.Agency, dateline.Date?.ToString("O", CultureInfo.InvariantCulture) }.OfType<string>()) : null);
        Row("published", notes.Publication is { } published ? $"{published.Date:O} by {published.Source}{(published.YearInferred ? ", year inferred" : "")}" : null);
        Row("people", Lines((notes.People ?? []).Select(person => $"{person.Name} ×{person.Mentions.Count}{(person.Role is { } role ? $"  ({role})" : "")}{(person.Variants is { } variants ? "  also: " + string.Join("، ", variants) : "")}")));
        Row("bodies", Lines((notes.Organisations ?? []).Select(body => $"{body.Name} ×{body.Mentions.Count}  ({body.Kind})")));
        Row("places", Lines((notes.Places ?? []).Select(place => $"{place.Name} ×{place.Mentions.Count}{(place.Demonyms is { } demonyms ? $" +{demonyms.Count}" : "")}  ({place.Kind}{(place.Country is { } country ? ", " + country : "")}{(place.Latitude is { } latitude ? $", {Number(latitude)} {Number(place.Longitude ?? 0)}" : "")})")));
        Row("quotes", Lines((notes.Quotes ?? []).Select(quote => $"{quote.Speaker ?? "?"} {quote.Verb} {(quote.Indirect ? "إن " + quote.Text : "«" + quote.Text + "»")}")));
        Row("keywords", string.Join("، ", (notes.Keywords ?? []).Select(keyword => $"{keyword.Phrase} {Number(keyword.Score)}")));
        Row("summary", Lines((notes.Summary ?? []).Select(sentence => sentence.Text)));
        Row("quality", Lines((notes.Quality ?? []).Select(flag => $"{flag.Flag}: {flag.Evidence}")));
        Row("dates", string.Join(", ", (notes.Dates ?? []).Select(date => article.Text[date.Start..(date.Start + date.Length)] + (date.Date is { } day ? $" = {day:O}" : ""))));
        Row("story", notes.Story is { } story ? $"{story.StoryId} {Number(story.Score)}{(story.ClosestArticleId is { } closest ? $" with {closest}" : "")}{(story.Reasons is { } reasons ? ": " + string.Join(", ", reasons.Select(reason => $"{reason.Feature} {Number(reason.Value)} ({reason.Weight:+0.##;-0.##})")) : "")}" : null);
        Row("failed", Lines((notes.Failures ?? []).Select(failure => $"{failure.Enricher}: {failure.Reason}")));
        console.Write(new Rule(Markup.Escape(article.Source.Length > 0 ? $"{article.Source} {article.ArticleId}" : article.ArticleId)).LeftJustified());
        console.Write(grid);

        void Row(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                grid.AddRow(Cell(name), Cell(value));
            }
        }
    }

    private void WriteJson(Article article, Contracts.Enrichment notes, ContractsJson context)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = context.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("articleId", article.ArticleId);
            writer.WriteString("source", article.Source);
            writer.WritePropertyName("enrichment");
            JsonSerializer.Serialize(writer, notes, context.Enrichment);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static string? Origin(Origin? origin)
    {
        if (origin is null)
        {
            return null;
        }

        var parts = new List<string>();
        if (origin.Agencies is { } agencies)
        {
            parts.Add(string.Join(", ", agencies.Select(agency => $"{agency.Agency} ({agency.Evidence})")));
        }

        if (origin.Publisher is { } publisher)
        {
            parts.Add("publisher " + publisher);
        }

        if (origin.Byline is { } byline)
        {
            parts.Add("by " + byline);
        }

        if (origin.Chain is { Count: > 1 } chain)
        {
            parts.Add(string.Join(" ← ", chain));
        }

        if (origin.Contributors is { } contributors)
        {
            parts.Add("contributors " + string.Join("، ", contributors.Select(one => one.Place is { } place ? $"{one.Name} ({place})" : one.Name)));
        }

        return string.Join("; ", parts);
    }

    private static Spectre.Console.Text Cell(string value) => new(value);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
