using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>Key phrases on AKEC: what a crowd chose for 100 Arabic articles, most chosen first.</summary>
internal static class KeywordEvaluation
{
    // The crowd's lists have 20 and more phrases; ours ten. The ten most chosen are the fair half of them.
    private const int MostWanted = 10;

    public static IEnumerable<Figure> Run(EnricherPipeline pipeline, string data)
    {
        Tally exact = default, ten = default, touched = default;
        var functionWords = 0;
        foreach (var labelled in LabelledFiles.ReadJsonLines(Path.Combine(data, "dedup", "enrich", "akec_keyphrases.jsonl.gz"), EvaluationJson.Default.LabelledArticle))
        {
            var wanted = Wanted(labelled.KeyphraseLine ?? "");
            var article = labelled.ToArticle();
            var found = (pipeline.Enrich(article, null).Keywords ?? []).Select(keyword => Stems(keyword.Phrase)).ToList();
            functionWords += found.Count(phrase => phrase.Length < 2);
            Count(ref exact, wanted, found, static (a, b) => a == b);
            Count(ref ten, [.. wanted.Take(MostWanted)], found, static (a, b) => a == b);
            Count(ref touched, wanted, found, static (a, b) => a == b || a.Split(' ').Intersect(b.Split(' ')).Any());
        }

        return exact.Figures("key phrases, same stems, all the crowd chose")
            .Concat(ten.Figures("key phrases, same stems, the crowd's ten")).Concat(touched.Figures("key phrases, sharing a stem"))
            .Append(new Figure("key phrases that are a single letter or none", functionWords, 0));
    }

    private static void Count(ref Tally tally, List<string> wanted, List<string> found, Func<string, string, bool> same)
    {
        tally.Wanted += wanted.Count;
        tally.Claimed += found.Count;
        tally.Right += found.Count(phrase => wanted.Exists(other => same(phrase, other)));
    }

    private static List<string> Wanted(string line) =>
        [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split([';', '،', ',', '|', '\t', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Stems).Where(phrase => phrase.Length > 0).Distinct()];

    private static string Stems(string phrase) =>
        string.Join(' ', NormalizationProfile.Normalize(phrase).Split(' ').Select(word => ArabicStemmer.Stem(word).ToString()));
}
