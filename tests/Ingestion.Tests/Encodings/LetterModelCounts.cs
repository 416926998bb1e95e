using System.Globalization;
using System.IO.Compression;
using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;

namespace NewsPlatform.Ingestion.Tests.Encodings;

/// <summary>Counts letter-models.txt from the texts it stands for.</summary>
internal static class LetterModelCounts
{
    /// <summary>Language, its file of the declaration, its single-byte code pages, and letters too rare for so short a text.</summary>
    private static readonly (string Language, string Codes, string Pages, string Rare)[] Languages =
    [
        ("ar", "arb", "1256,28596", "ٌٍَِْ"),
        ("fa", "pes_1", "1256", "أؤءة"),
        ("ur", "urd", "1256", "أؤءةىھ"),
        ("ru", "rus", "1251,20866,28595,866,10007", "ё"),
        ("uk", "ukr", "1251,21866,28595", "ґ"),
        ("be", "bel", "1251,28595", ""),
        ("bg", "bul", "1251,28595", "ьф"),
        ("sr", "srp_cyrl", "1251,28595", "џф"),
        ("mk", "mkd", "1251,28595", ""),
        ("el", "ell_monotonic", "1253,28597", "ϊϋΐΰ"),
        ("he", "heb", "1255,38598", ""),
        ("th", "tha", "874", ""),
        ("tr", "tur", "1254", "âîû"),
        ("pl", "pol", "1250,28592", ""),
        ("cs", "ces", "1250,28592", "ďťó"),
        ("sk", "slk", "1250,28592", "äĺŕňó"),
        ("hu", "hun", "1250,28592", ""),
        ("ro", "ron_2006", "1250,28592", ""),
        ("hr", "hrv", "1250,28592", ""),
        ("sl", "slv", "1250,28592", ""),
        ("sq", "sqi", "1252", "çë"),
        ("fr", "fra", "1252,28605", "âçëîïôùûœæ"),
        ("de", "deu_1996", "1252", "é"),
        ("es", "spa", "1252", "ñü"),
        ("it", "ita", "1252", "éìòùóî"),
        ("pt", "por_PT", "1252", "üàâ"),
        ("ca", "cat", "1252", "ïü"),
        ("sv", "swe", "1252", "é"),
        ("nl", "nld", "1252", "éèëïóöüê"),
        ("da", "dan", "1252", "é"),
        ("nb", "nob", "1252", "éòô"),
        ("fi", "fin", "1252", "åšž"),
        ("is", "isl", "1252", ""),
        ("et", "est", "1257,28603", "šž"),
        ("lv", "lav", "1257,28603", ""),
        ("lt", "lit", "1257,28603", ""),
    ];

    public static string Count()
    {
        var declaration = ReadDeclaration();
        var text = new StringBuilder();
        text.Append("# How likely one letter follows another, by language: counted, not written (LetterModelCounts in the tests).\n");
        text.Append("# language TAB code pages TAB alphabet TAB costs in half bits, base 36, row = previous, column = next; 0 edge, 1 foreign.\n");
        foreach (var (language, codes, pages, rare) in Languages)
        {
            var sample = declaration.GetValueOrDefault(codes);
            if (sample is null)
            {
                continue;
            }

            if (language == "ar")
            {
                // The declaration is law; the seeds are news.
                foreach (var seed in Directory.EnumerateFiles(Surroundings.Seeds, "*.txt").Order(StringComparer.Ordinal))
                {
                    sample += " " + File.ReadAllText(seed);
                }
            }

            text.Append(Line(language, pages, rare, Writable(language, sample)));
        }

        return text.ToString();
    }

    /// <summary>The text of every language the models know, in the letters of the old code pages.</summary>
    public static IEnumerable<(string Language, string Text)> Texts()
    {
        var declaration = ReadDeclaration();
        return Languages.Where(entry => declaration.ContainsKey(entry.Codes))
            .Select(entry => (entry.Language, Writable(entry.Language, declaration[entry.Codes])));
    }

    /// <summary>The declaration in one language, null where it is not among the texts.</summary>
    public static string? Declaration(string codes) => ReadDeclaration().GetValueOrDefault(codes);

    public static IEnumerable<int> PagesOf(string language) =>
        Languages.Single(entry => entry.Language == language).Pages.Split(',').Select(page => int.Parse(page, CultureInfo.InvariantCulture));

    private static string Line(string language, string pages, string rare, string sample)
    {
        var lower = sample.ToLowerInvariant();
        var latin = pages is not ("1256" or "1256,28596" or "874" or "1255,38598" or "1253,28597") && !pages.StartsWith("1251", StringComparison.Ordinal);
        var alphabet = string.Concat(lower.Where(LetterModel.IsLetter)
            .Where(letter => latin || letter >= 0x80)
            .GroupBy(letter => letter)
            .Where(group => group.Count() >= 3)
            .Select(group => group.Key)
            .Concat(rare)
            .Concat(latin ? "abcdefghijklmnopqrstuvwxyz" : "")
            .Distinct()
            .Order());

        var width = alphabet.Length + 2;
        var pairs = new double[width, width];
        var singles = new double[width];
        var rows = new double[width];
        var previous = LetterModel.Edge;
        double total = 0;
        foreach (var letter in lower)
        {
            var at = alphabet.IndexOf(letter, StringComparison.Ordinal);
            var next = !LetterModel.IsLetter(letter) ? LetterModel.Edge : at < 0 ? LetterModel.Foreign : at + 2;
            if (!(previous == LetterModel.Edge && next == LetterModel.Edge))
            {
                pairs[previous, next]++;
                rows[previous]++;
            }

            singles[next]++;
            total++;
            previous = next;
        }

        var costs = new StringBuilder();
        for (var from = 0; from < width; from++)
        {
            for (var to = 0; to < width; to++)
            {
                // Nine tenths what was seen, one tenth what the letter's own frequency says: a declaration is short.
                var seen = rows[from] == 0 ? 0 : pairs[from, to] / rows[from];
                var probability = (0.9 * seen) + (0.09 * singles[to] / total) + (0.01 / width);
                var cost = from == LetterModel.Edge && to == LetterModel.Edge ? 0
                    : from == LetterModel.Foreign || to == LetterModel.Foreign ? LetterModel.ForeignCost
                    : (int)Math.Round(-2 * Math.Log2(probability));
                costs.Append("0123456789abcdefghijklmnopqrstuvwxyz"[Math.Clamp(cost, 0, LetterModel.DearestCost)]);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{language}\t{pages}\t{alphabet}\t{costs}\n");
    }

    /// <summary>The letters as the old code pages had them.</summary>
    private static string Writable(string language, string sample) => language switch
    {
        "ro" => sample.Replace('ș', 'ş').Replace('ț', 'ţ').Replace('Ș', 'Ş').Replace('Ț', 'Ţ'),
        "fa" or "ur" => sample.Replace('ی', 'ي'),
        _ => sample,
    };

    private static Dictionary<string, string> ReadDeclaration()
    {
        var path = Path.Combine(Surroundings.Data!, "dedup", "enrich", "udhr_lang.tsv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var texts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0)
            {
                if (!texts.TryGetValue(line[..tab], out var text))
                {
                    texts[line[..tab]] = text = new StringBuilder();
                }

                text.Append(line.AsSpan(tab + 1)).Append('\n');
            }
        }

        return texts.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }
}
