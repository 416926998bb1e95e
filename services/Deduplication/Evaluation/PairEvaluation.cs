using NewsPlatform.Deduplication.Detection;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>One labelled pair and what detection says about it.</summary>
internal sealed record JudgedPair
{
    public required LabelledPair Labelled { get; init; }

    public required string Language { get; init; }

    public required Judgement Judgement { get; init; }

    /// <summary>What the label says about them.</summary>
    public TextClass Expected => Labelled.IsEither && Found == TextClass.Contained ? TextClass.Contained : Labelled.Expected;

    /// <summary>What the verdict says about the two texts: a new version is still the same text lightly changed, or not.</summary>
    public TextClass Found => Judgement.Text switch
    {
        TextRelation.Exact or TextRelation.Near => TextClass.Near,
        TextRelation.Contained => TextClass.Contained,
        _ => TextClass.Other,
    };
}

/// <summary>Judges labelled pairs with the rules as they stand.</summary>
internal static class PairEvaluation
{
    /// <exception cref="InvalidDataException">A pair names an article that the set does not have.</exception>
    public static async Task<IReadOnlyList<JudgedPair>> RunAsync(string articles, string pairs, DetectionRules rules, CancellationToken cancellationToken)
    {
        var fingerprints = new Dictionary<string, (Fingerprint Print, string Language)>(StringComparer.Ordinal);
        await foreach (var article in LabelledFiles.ReadJsonLinesAsync(articles, EvaluationJson.Default.LabelledArticle, cancellationToken))
        {
            var plain = article.Plain();
            fingerprints[plain.Id] = (FingerprintExtractor.Extract(plain.ToInput(fingerprints.Count)), plain.LanguageOrScript);
        }

        var judge = new PairJudge(rules);
        var judged = new List<JudgedPair>();
        await foreach (var (pair, line) in LabelledFiles.ReadNumberedAsync(pairs, EvaluationJson.Default.LabelledPair, cancellationToken))
        {
            var (a, language) = fingerprints.GetValueOrDefault(pair.A);
            var (b, _) = fingerprints.GetValueOrDefault(pair.B);
            judged.Add(new JudgedPair
            {
                Labelled = pair,
                Language = language ?? "none",
                Judgement = a is null || b is null
                    ? throw new InvalidDataException($"{pairs}, line {line}: {(a is null ? pair.A : pair.B)} is not in {articles}.")
                    : judge.JudgeBoth(a.View, b.View),
            });
        }

        return judged;
    }

    /// <summary>Precision, recall and F1 of one class, or of several taken together.</summary>
    public static Score Score(IEnumerable<JudgedPair> pairs, params TextClass[] classes)
    {
        int right = 0, wrong = 0, missed = 0;
        foreach (var pair in pairs)
        {
            var found = classes.Contains(pair.Found);
            var expected = classes.Contains(pair.Expected);
            right += found && expected ? 1 : 0;
            wrong += found && !expected ? 1 : 0;
            missed += !found && expected ? 1 : 0;
        }

        return new Score(right, wrong, missed);
    }

    /// <summary>Share of pairs whose class (near, contained, other) is the labelled one.</summary>
    public static double Accuracy(IReadOnlyCollection<JudgedPair> pairs) =>
        pairs.Count == 0 ? 1 : (double)pairs.Count(pair => pair.Found == pair.Expected) / pairs.Count;

    /// <summary>Forms and glued-on blocks that were taken for one text.</summary>
    public static int TemplatesCalledNear(IEnumerable<JudgedPair> pairs) => pairs.Count(pair =>
        pair.Found == TextClass.Near && pair.Expected != TextClass.Near
        && (pair.Labelled.Flags.Contains("template") || pair.Labelled.Flags.Contains("appended_related_block")));
}

/// <summary>Hits, false alarms and misses of one class.</summary>
internal readonly record struct Score(int Right, int Wrong, int Missed)
{
    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public double F1 => Right + Wrong + Missed == 0 ? 1 : 2.0 * Right / ((2 * Right) + Wrong + Missed);
}
