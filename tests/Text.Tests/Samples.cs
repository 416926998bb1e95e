using System.Text;

namespace NewsPlatform.Text.Tests;

/// <summary>Random texts over the characters that have ever broken a text pipeline, from a fixed seed.</summary>
internal static class Samples
{
    private static readonly string[] Scraps =
    [
        "وقال الرئيس", "أعلنت", "إلى", "آخر", "مسؤول", "شيء", "قرية", "مستشفى", "ـــ", "\u064B\u0651", "\u0654", "ﷺ", "ﷲ", "ﻻ", "ﻷ", "ﹰ", "ﱞ",
        "٢٠٢٦", "۲۰۲۶", "2,5", "٢٫٥", "گفت", "می\u200Cشود", "کێشە", "پاکستان", "ے", "\u200F", "\u202B", "\u2066", "\uFEFF", "\u00AD",
        "Élysée", "E\u0301lyse\u0301e", "STRASSE", "Straße", "œuvre", "İstanbul", "ısı", "Ελλάς", "Ёлка", "и\u0306", "Việt",
        "新華社北京", "です", "カタカナ", "ｶﾞｽ", "か\u3099", "ラーメン", "々", "한국어", "\u1112\u1161\u11AB", "\uD558\u11AB", "ประเทศไทย", "น้ำ",
        "កម្ពុជា", "မြန်မာ", "བོད་", "हिन्दी", "क़", "😀", "👩\u200D👧", "𝐀𝟙", "𐐀", "\U00020000", "丽", "\U0002F800",
        "\uD83D", "\uDE00", "\0", "\u0001", "\u0085", "\r\n", "\r", "\n", "\t", "\u2028", " ", "\u00A0", "_", "#", "«", "»", "“", "'", "ʼ", "،", "؛", "…", "–", "½", "№", "㈱", "™",
    ];

    public static IEnumerable<string> Texts(int count)
    {
        var random = new Random(20261121);
        for (var n = 0; n < count; n++)
        {
            var text = new StringBuilder();
            for (var k = random.Next(0, 24); k > 0; k--)
            {
                switch (random.Next(8))
                {
                    case 0:
                        text.Append((char)random.Next(0x10000));
                        break;
                    case 1:
                        text.Append(' ');
                        break;
                    default:
                        text.Append(Scraps[random.Next(Scraps.Length)]);
                        break;
                }
            }

            yield return text.ToString();
        }
    }

    public static IEnumerable<string> EveryCharacter() =>
        Enumerable.Range(0, 0x10000).Select(code => ((char)code).ToString())
            .Concat(Enumerable.Range(0x10000, 0x100000).Where(code => code < 0x32000 || code >= 0xE0000).Select(char.ConvertFromUtf32));
}
