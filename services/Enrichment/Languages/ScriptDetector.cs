using System.Text;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>
/// Tells a text's language where its letters do: Arabic from Persian and Urdu by the letters each has alone, and scripts
/// that one language writes. Latin and Cyrillic text stays <c>und</c>: letters alone do not tell there.
/// </summary>
internal static class ScriptDetector
{
    public const string Name = "language/1";

    private const string PersianOnly = "پچژگ";
    private const string UrduOnly = "ٹڈڑںھے";
    private const string ArabicOnly = "ةيىكأإؤئ";

    public static (string Language, double Confidence) Detect(string text)
    {
        var letters = 0;
        var arabicScript = 0;
        var (arabic, persian, urdu) = (0, 0, 0);
        var others = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                continue;
            }

            letters++;
            var value = rune.Value;
            if (value is >= 0x600 and <= 0x6ff or >= 0x750 and <= 0x77f or >= 0xfb50 and <= 0xfdff or >= 0xfe70 and <= 0xfeff)
            {
                arabicScript++;
                arabic += ArabicOnly.Contains((char)value, StringComparison.Ordinal) ? 1 : 0;
                persian += PersianOnly.Contains((char)value, StringComparison.Ordinal) ? 1 : 0;
                urdu += UrduOnly.Contains((char)value, StringComparison.Ordinal) ? 1 : 0;
            }
            else if (LanguageOf(value) is { } language)
            {
                others[language] = others.GetValueOrDefault(language) + 1;
            }
        }

        if (letters == 0)
        {
            return ("und", 0);
        }

        if (arabicScript * 2 > letters)
        {
            var best = Math.Max(arabic, Math.Max(persian, urdu));
            var told = urdu > 0 && urdu * 4 > best ? "ur" : persian > arabic ? "fa" : "ar";
            return (told, best == 0 ? 0.5 : (double)arabicScript / letters);
        }

        var most = others.OrderByDescending(pair => pair.Value).FirstOrDefault();
        return most.Value * 2 > letters ? (most.Key, (double)most.Value / letters) : ("und", 0);
    }

    private static string? LanguageOf(int letter) => letter switch
    {
        >= 0x370 and <= 0x3ff => "el",
        >= 0x590 and <= 0x5ff => "he",
        >= 0x530 and <= 0x58f => "hy",
        >= 0x10a0 and <= 0x10ff => "ka",
        >= 0xe00 and <= 0xe7f => "th",
        >= 0x3040 and <= 0x30ff => "ja",
        >= 0xac00 and <= 0xd7af => "ko",
        >= 0x4e00 and <= 0x9fff => "zh",
        _ => null,
    };
}
