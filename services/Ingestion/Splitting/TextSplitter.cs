using System.Text.RegularExpressions;

namespace NewsPlatform.Ingestion.Splitting;

/// <summary>
/// Finds the stories in a plain text. Pure: the same text gives the same document. Time grows with the length of the
/// text and with nothing else; memory beyond the result is bounded by <see cref="MostLines"/>. Every text is split,
/// none is refused. Safe for use by many threads.
/// </summary>
internal sealed class TextSplitter(SplittingLanguages languages)
{
    /// <summary>
    /// Lines read at a time. A longer text is read in stretches, the last story of each begun again in the next; news of
    /// 20 MB has some 50,000 lines, 280,000 when hard wrapped.
    /// </summary>
    internal const int MostLines = 100_000;

    /// <summary>
    /// Readings of the subject of a place, two at most for each, in one text: news of 20 MB takes some 30,000. Beyond it the rest of
    /// the evidence decides alone.
    /// </summary>
    internal const int MostWeighed = 80_000;

    /// <summary>Stories after which the rest of a text is kept as one: 20 MB of news hold some 10,000.</summary>
    internal const int MostArticles = 50_000;

    /// <summary>Splits a text by the profile where that fixes how, else by the weight of the evidence.</summary>
    public SplitDocument Split(string text, SplittingProfile? profile = null) =>
        Split(text, profile, new WeighingBudget(MostWeighed));

    internal SplitDocument Split(string text, SplittingProfile? profile, WeighingBudget budget)
    {
        ArgumentNullException.ThrowIfNull(text);
        var builder = new DocumentBuilder(text);
        var reader = new BlockReader(languages);
        var given = profile is { IsFixed: true };
        var from = 0;
        while (from < text.Length)
        {
            if (builder.ArticleCount >= MostArticles)
            {
                builder.Note("article-limit-reached");
                builder.KeepRest(from);
                break;
            }

            var lines = LineScanner.Scan(text, from, MostLines, out var rest);
            var separators = given ? Separators(text, lines, profile!, builder, ref given) : null;
            var blocks = reader.Read(text, lines, separators);
            var outline = given
                ? OutlineReader.ReadGiven(blocks, profile!.OneArticlePerFile ? BoundaryRules.OneArticlePerFile : BoundaryRules.GivenSeparator)
                : OutlineReader.Read(blocks, budget);
            if (!given && lines.Count == MostLines && !Prose.Is(blocks))
            {
                // So many lines and no paragraphs: a table or a list, and no end of it.
                builder.Note("rest-is-not-prose");
                builder.KeepRest(from);
                break;
            }

            from = builder.Add(outline, rest);
        }

        if (budget.IsSpent)
        {
            builder.Note("weighing-limit-reached");
        }

        return builder.Build();
    }

    // Which lines the profile calls separators. A pattern that takes too long is given up, with a note, and the evidence
    // decides instead: a late answer for every file of a source would be worse than a guess.
    private static bool[] Separators(string text, List<TextLine> lines, SplittingProfile profile, DocumentBuilder builder, ref bool given)
    {
        var separators = new bool[lines.Count];
        try
        {
            for (var i = 0; i < lines.Count; i++)
            {
                separators[i] = profile.Separates(text.AsSpan(lines[i].Start, lines[i].Length));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            given = false;
            builder.Note("separator-pattern-timed-out");
            Array.Clear(separators);
        }

        return separators;
    }
}
