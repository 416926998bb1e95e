using System.Text;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>The script most letters of a text are of: enough to tell figures apart where a set names no language.</summary>
internal static class Script
{
    private static readonly (string Name, int First, int Last)[] Ranges =
    [
        ("Latn", 0x0041, 0x024F), ("Grek", 0x0370, 0x03FF), ("Cyrl", 0x0400, 0x052F), ("Hebr", 0x0590, 0x05FF), ("Arab", 0x0600, 0x08FF),
        ("Deva", 0x0900, 0x097F), ("Thai", 0x0E00, 0x0E7F), ("Jpan", 0x3040, 0x30FF), ("Hani", 0x3400, 0x9FFF), ("Kore", 0xAC00, 0xD7A3), ("Arab", 0xFB50, 0xFEFC),
    ];

    public static string Of(string text)
    {
        var counts = new Dictionary<string, int>();
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter).Take(2_000))
        {
            var name = Array.Find(Ranges, range => rune.Value >= range.First && rune.Value <= range.Last).Name ?? "other";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts.Count == 0 ? "none" : counts.MaxBy(count => count.Value).Key;
    }
}
