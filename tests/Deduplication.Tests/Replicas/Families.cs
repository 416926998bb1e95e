using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Generating;

namespace NewsPlatform.Deduplication.Tests.Replicas;

/// <summary>Articles that have to do with each other.</summary>
internal static class Families
{
    private const string Headline = "الوزارة تعلن بدء الحملة الوطنية";

    /// <summary>A full article, its teaser, a copy of it, its next version, and another story under its headline.</summary>
    public static IReadOnlyList<ArticleInput> One(int number = 0)
    {
        var full = An.Text(220, seed: 21 + (10 * number));
        var id = $"{number}-";
        var noon = An.Noon.AddMinutes(number);
        var headline = number == 0 ? Headline : An.Text(6, seed: 24 + (10 * number));
        return
        [
            An.Article(string.Join(' ', full.Split(' ').Take(30)) + "…") with { ArticleId = id + "teaser", Headline = headline, Source = "portal", Published = noon },
            An.Article(full) with { ArticleId = id + "full", Headline = headline, Source = "agency", SourceId = id + "77", Published = noon.AddHours(1) },
            An.Article("الرياض - وكالات " + full.Replace("ا", "أ", StringComparison.Ordinal) + " انتهى النقل") with { ArticleId = id + "copy", Source = "paper", Published = noon.AddHours(2) },
            An.Article(full + " " + An.Text(40, seed: 22 + (10 * number))) with { ArticleId = id + "revision", Headline = headline, Source = "agency", SourceId = id + "77", Published = noon.AddHours(3) },
            An.Article(An.Text(150, seed: 23 + (10 * number))) with { ArticleId = id + "unrelated", Headline = headline, Source = "other", Published = noon.AddHours(4) },
        ];
    }

    /// <summary>Originals with repeats made of them, all at different times, shuffled.</summary>
    public static List<Fingerprint> Made(int count)
    {
        var originals = Enumerable.Range(0, count).Select(seed => An.Article(An.Text(150, seed)) with
        {
            ArticleId = $"original-{seed}",
            Headline = An.Text(6, seed),
            Published = An.Noon.AddMinutes(seed * 17 % 60),
        }).ToList();
        var generator = new RepeatGenerator(originals, seed: 4);
        string[] operations = ["g2", "g5", "g8", "g12", "g14"];
        var all = originals.SelectMany((original, number) => operations.Select((operation, n) =>
        {
            var pair = generator.Make(operation, original);
            return pair.Variant with { ArticleId = $"{original.ArticleId}-{operation}", Published = original.Published.AddMinutes((n - 2) * 7) };
        }).Append(original)).ToArray();
        new Random(9).Shuffle(all);
        return [.. all.Select(article => article.Fingerprint())];
    }

    public static IEnumerable<T[]> Permutations<T>(IReadOnlyList<T> items) => items.Count <= 1
        ? [[.. items]]
        : items.SelectMany((first, at) => Permutations<T>([.. items.Where((_, n) => n != at)]), (first, rest) => (T[])[first, .. rest]);
}
