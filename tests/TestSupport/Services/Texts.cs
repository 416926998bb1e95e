namespace NewsPlatform.TestSupport.Services;

/// <summary>Texts for tests: Arabic in its letters, without meaning.</summary>
public static class Texts
{
    private static readonly string[] Syllables =
        ["با", "تو", "ثي", "جم", "حر", "خل", "دن", "ذه", "رس", "زق", "سم", "شك", "صب", "ضع", "طف", "عن", "غد", "فر", "قو", "كي", "لا", "مد", "نص", "هل", "وج", "يس"];

    /// <summary>A text that shares no run of words with any other number's.</summary>
    public static string Story(int number)
    {
        var random = new Random(number);
        var words = Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(3)).Select(_ => Syllables[random.Next(Syllables.Length)])));
        return $"أعلنت الوزارة {string.Join(' ', words)}.";
    }
}
