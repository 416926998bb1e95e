using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>Reads revision words out of headlines and openings; the words are data, in <c>revision-words.txt</c>.</summary>
internal static class RevisionWords
{
    // "Correction: …", "…(update 2)": the mark stands within this many words of an edge of the headline.
    private const int HeadlineEdge = 3;

    // An opening that is a mark begins with it, at most behind a dateline's two or three words.
    private const int OpeningWords = 4;

    private static readonly ILookup<ulong, (RevisionMark Mark, ulong[] Phrase)> Phrases = Load();

    /// <summary>The strongest mark in the word hashes of a headline and of a body's first words.</summary>
    public static RevisionMark Find(ReadOnlySpan<ulong> headline, ReadOnlySpan<ulong> body)
    {
        var found = RevisionMark.None;
        for (var at = 0; at < headline.Length; at++)
        {
            foreach (var (mark, phrase) in Phrases[headline[at]])
            {
                var atEdge = at < HeadlineEdge || at + phrase.Length > headline.Length - HeadlineEdge;
                found = atEdge && mark > found && headline[at..].StartsWith(phrase) ? mark : found;
            }
        }

        for (var at = 0; at < Math.Min(OpeningWords, body.Length); at++)
        {
            foreach (var (mark, phrase) in Phrases[body[at]])
            {
                found = mark > found && body[at..].StartsWith(phrase) ? mark : found;
            }
        }

        return found;
    }

    private static ILookup<ulong, (RevisionMark, ulong[])> Load()
    {
        using var stream = typeof(RevisionWords).Assembly.GetManifestResourceStream("revision-words.txt")
            ?? throw new InvalidOperationException("The revision words are not in the assembly.");
        using var reader = new StreamReader(stream);
        using var buffer = new TokenBuffer();
        var phrases = new List<(RevisionMark, ulong[])>();
        while (reader.ReadLine() is { } line)
        {
            if (line is not ['#', ..] && line.Split(' ', 3) is [var mark, _, var phrase])
            {
                buffer.Read(phrase);
                phrases.Add((Enum.Parse<RevisionMark>(mark, ignoreCase: true), buffer.Hashes.ToArray()));
            }
        }

        return phrases.ToLookup(entry => entry.Item2[0]);
    }
}
