namespace NewsPlatform.WebConsole.Articles;

/// <summary>A piece of a text and what it is part of.</summary>
/// <param name="Text">As it stands in the article.</param>
/// <param name="Kinds">person, place, organisation, quote, shared; empty for plain text.</param>
/// <param name="Of">The name the enrichment gives it, for a tip.</param>
public sealed record Piece(string Text, IReadOnlyList<string> Kinds, string? Of);

/// <summary>A stretch of a text that is something.</summary>
public sealed record Note(int Start, int Length, string Kind, string? Of);

/// <summary>Cuts a text where notes begin and end, so that overlapping ones (a name within a quote) need no nesting.</summary>
public static class Annotations
{
    public static IReadOnlyList<Note> Of(Contracts.Enrichment? enrichment) => enrichment is null
        ? []
        :
        [
            .. (enrichment.People ?? []).SelectMany(person => person.Mentions.Select(mention => new Note(mention.Start, mention.Length, "person", person.Name))),
            .. (enrichment.Places ?? []).SelectMany(place => place.Mentions.Select(mention => new Note(mention.Start, mention.Length, "place", place.Name))),
            .. (enrichment.Organisations ?? []).SelectMany(body => body.Mentions.Select(mention => new Note(mention.Start, mention.Length, "organisation", body.Name))),
            .. (enrichment.Quotes ?? []).Select(quote => new Note(quote.Start, quote.Text.Length, "quote", quote.Speaker)),
        ];

    /// <summary>Paragraphs of pieces. Notes that reach beyond the text, or lie across two paragraphs, are cut to what is there.</summary>
    public static IEnumerable<IReadOnlyList<Piece>> Paragraphs(string text, IReadOnlyList<Note> notes)
    {
        var inOrder = notes.Where(note => note.Length > 0 && note.Start >= 0 && note.Start < text.Length).OrderBy(note => note.Start).ToList();
        for (var at = 0; at <= text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end;
            if (!text.AsSpan(at, end - at).IsWhiteSpace())
            {
                yield return Pieces(text, at, end, inOrder);
            }

            at = end + 1;
        }
    }

    private static List<Piece> Pieces(string text, int from, int to, List<Note> inOrder)
    {
        var here = inOrder.Where(note => note.Start < to && note.Start + note.Length > from).ToList();
        var cuts = new SortedSet<int> { from, to };
        foreach (var note in here)
        {
            cuts.Add(Math.Max(from, note.Start));
            cuts.Add(Math.Min(to, note.Start + note.Length));
        }

        var pieces = new List<Piece>();
        var start = from;
        foreach (var cut in cuts.Skip(1))
        {
            var over = here.Where(note => note.Start <= start && note.Start + note.Length >= cut).ToList();
            pieces.Add(new(text[start..cut], [.. over.Select(note => note.Kind).Distinct()], over.Find(note => note.Kind != "quote")?.Of ?? over.Find(note => note.Of is not null)?.Of));
            start = cut;
        }

        return pieces;
    }
}
