using System.Text;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Languages;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>
/// Language identification on the Universal Declaration. The profiles were built from two thirds of its paragraphs (and
/// other sources); only the third that was held out is measured on. <see cref="IsHeldOut"/> is the same rule as in
/// <c>Dictionaries/languages.mjs</c>.
/// </summary>
internal static class LanguageEvaluation
{
    public static IEnumerable<Figure> Run(string data)
    {
        var detector = new LanguageDetector();
        var known = Known();
        var paragraphs = LabelledFiles.ReadLines(Path.Combine(data, "dedup", "enrich", "udhr_lang.tsv.gz"))
            .Select(line => line.Split('\t', 2))
            .Where(row => row.Length == 2 && IsHeldOut(row[1]))
            .ToList();
        var ours = paragraphs.Where(row => known.ContainsKey(row[0])).Select(row => (Language: known[row[0]], Text: row[1])).ToList();

        yield return Accuracy(detector, $"languages told apart ({known.Values.Distinct().Count()}), sentences of 50 characters or more", Sentences(ours, 50), 0.99);
        yield return Accuracy(detector, "the same, runs of whole words of 50 characters", Runs(ours, 50), null);
        yield return Accuracy(detector, "the same, runs of whole words of 20 characters", Runs(ours, 20), 0.95);

        // Honest beside it: the data has 530 codes, among them ones of two orthographies of one language and of dialects
        // no newsroom has a paper in. Every code that is not told apart counts as wrong.
        var all = paragraphs.Select(row => (Language: known.GetValueOrDefault(row[0], "-" + row[0]), Text: row[1])).ToList();
        yield return Accuracy(detector, $"every code of the data ({paragraphs.Select(row => row[0]).Distinct().Count()}), sentences of 50 characters or more", Sentences(all, 50), null);

        var news = Path.Combine(data, "dedup", "semeval2022-sample", "pairs.jsonl.gz");
        if (File.Exists(news))
        {
            var texts = LabelledFiles.ReadJsonLines(news, EvaluationJson.Default.SemEvalPair)
                .SelectMany(pair => new[] { (Language: pair.Language1, Text: pair.Text1), (Language: pair.Language2, Text: pair.Text2) })
                .Where(text => text.Text.Length >= 50)
                .ToList();
            yield return Accuracy(detector, "news of SemEval 2022 (some of it back-translated), whole texts", texts, null);
            yield return Accuracy(detector, "the same, first 50 characters", [.. texts.Select(text => (text.Language, text.Text[..50]))], null);
        }

        var dialects = Path.Combine(data, "dedup", "enrich", "shami_dialect.tsv.gz");
        if (File.Exists(dialects))
        {
            foreach (var figure in Dialects(dialects))
            {
                yield return figure;
            }
        }
    }

    /// <summary>One paragraph in three was never trained on: FNV-1a over its letters in lower case.</summary>
    public static bool IsHeldOut(string paragraph)
    {
        var hash = 0x811c9dc5u;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in paragraph.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.NonSpacingMark
                or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark))
            {
                continue;
            }

            var length = Rune.ToLowerInvariant(rune).EncodeToUtf8(bytes);
            foreach (var value in bytes[..length])
            {
                hash = (hash ^ value) * 0x01000193;
            }
        }

        return (hash >> 8) % 3 == 0;
    }

    /// <summary>The languages that are told apart, by the data's code.</summary>
    public static Dictionary<string, string> Known()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in DictionaryFile.Rows("languages.tsv"))
        {
            foreach (var code in row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                known[code] = row[0].Split('-')[0];
            }
        }

        return known;
    }

    private static Figure Accuracy(LanguageDetector detector, string what, List<(string Language, string Text)> texts, double? least) =>
        new(what, texts.Count == 0 ? 0 : (double)texts.Count(text => detector.Detect(text.Text).Language == text.Language) / texts.Count, texts.Count, least);

    private static List<(string Language, string Text)> Sentences(List<(string Language, string Text)> paragraphs, int least) =>
    [
        .. from paragraph in paragraphs
           from sentence in Split(paragraph.Text)
           where new System.Globalization.StringInfo(sentence).LengthInTextElements >= least || sentence.EnumerateRunes().Count() >= least
           select (paragraph.Language, sentence),
    ];

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (text[i] is '.' or ';' or ':' or '!' or '?' or '؛' or '؟' && char.IsWhiteSpace(text[i + 1]) || text[i] is '。')
            {
                yield return text[start..(i + 1)].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    // Stretches of whole words that just reach a length; in scripts without spaces, of so many characters.
    private static List<(string Language, string Text)> Runs(List<(string Language, string Text)> paragraphs, int length)
    {
        var runs = new List<(string, string)>();
        foreach (var (language, text) in paragraphs)
        {
            var run = new StringBuilder();
            foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                run.Append(run.Length > 0 ? " " : "").Append(word);
                if (run.Length >= length)
                {
                    runs.Add((language, run.Length > 3 * length ? run.ToString(0, length) : run.ToString()));
                    run.Clear();
                }
            }
        }

        return runs;
    }

    // Lines of Levantine tweets and posts: most are too short to show anything, and then nothing is said.
    private static IEnumerable<Figure> Dialects(string path)
    {
        int hinted = 0, right = 0, lines = 0;
        var passage = new Reading.Passage();
        foreach (var group in LabelledFiles.ReadLines(path).Select(line => line.Split('\t', 2)).Where(row => row.Length == 2).Chunk(5))
        {
            // Five lines of one dialect together are about a paragraph.
            passage.Read(string.Join('\n', group.Select(row => row[1])));
            var hint = ArabicDialects.Hint(passage);
            lines++;
            hinted += hint is null ? 0 : 1;
            right += hint == "apc" ? 1 : 0;
        }

        yield return new Figure("Levantine posts, five at a time: a dialect was named", (double)hinted / lines, lines);
        yield return new Figure("of these, the right one", hinted == 0 ? 0 : (double)right / hinted, hinted);
    }
}
