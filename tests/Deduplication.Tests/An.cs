using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests;

/// <summary>Articles that say only what matters: <c>An.Article(body) with { Headline = … }</c>.</summary>
internal static class An
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static long made;

    public static ArticleInput Article(string body) => new()
    {
        ArticleId = Interlocked.Increment(ref made).ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
        Source = "agency",
        Seen = Noon,
        Published = Noon,
        Body = body,
    };

    public static Fingerprint Fingerprint(this ArticleInput article) => FingerprintExtractor.Extract(article);

    /// <summary>A text of so many different words, the same for the same seed.</summary>
    public static string Text(int words, int seed = 1)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random)));
    }

    public static string Word(Random random) =>
        new([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[random.Next(28)])]);

    public static Judgement Judge(ArticleInput first, ArticleInput second) =>
        new PairJudge(DetectionRules.Default).JudgeBoth(first.Fingerprint().View, second.Fingerprint().View);
}
