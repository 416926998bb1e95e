using System.Globalization;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>A share of cases in which something was found.</summary>
internal readonly record struct Found(int Of, int Count)
{
    public double Share => Of == 0 ? 1 : (double)Count / Of;

    public Found With(bool found) => new(Of + 1, Count + (found ? 1 : 0));

    public static Found operator +(Found left, Found right) => new(left.Of + right.Of, left.Count + right.Count);
}

/// <summary>What was found in a corpus streamed in order.</summary>
internal sealed record CorpusResult
{
    public int Articles { get; set; }

    public long Compared { get; set; }

    public Dictionary<RepeatKind, int> Verdicts { get; } = [];

    /// <summary>Articles whose very characters stood in an earlier one; and those that were told "exact".</summary>
    public Found SameText { get; set; }

    /// <summary>Articles equal to an earlier one after folding, the same characters included.</summary>
    public Found SameFolded { get; set; }

    /// <summary>Articles told "exact" that are equal to no earlier one.</summary>
    public int FalseExact { get; set; }

    /// <summary>Articles with an earlier copy at Jaccard 0.4 or more: compared with one, and told a relation to one.</summary>
    public Found CopyCompared { get; set; }

    public Found CopyTold { get; set; }

    /// <summary>Articles with an earlier text that contains them, or that they contain, at 0.9 or more.</summary>
    public Found ContainedCompared { get; set; }

    public Found ContainedTold { get; set; }

    /// <summary>Of those, the ones where the shorter text has fewer than eight words: a phrase, and no article.</summary>
    public Found PhraseCompared { get; set; }

    public double ComparedPerArticle => Articles == 0 ? 0 : (double)Compared / Articles;
}

/// <summary>
/// Streams a corpus through the real decision, in its own order, and counts what is found of a truth computed without it:
/// a table of pairs with the exact Jaccard of word 3-shingles and the containment in the smaller text.
/// </summary>
internal static class CorpusEvaluation
{
    private const double CopyFrom = 0.4, ContainedFrom = 0.9;

    // Texts are equal by their own words from here on; shorter ones ("Photo") only together with their headline.
    private static readonly int MinWords = DetectionRules.Default.MinExactWords;

    public static async Task<CorpusResult> RunAsync(DetectionIndex index, string corpus, string? truth, CancellationToken cancellationToken)
    {
        var partners = truth is null ? [] : await ReadTruthAsync(truth, cancellationToken);
        var result = new CorpusResult();
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var raw = new HashSet<string>(StringComparer.Ordinal);
        var folded = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in LabelledFiles.ReadJsonLinesAsync(corpus, EvaluationJson.Default.LabelledArticle, cancellationToken))
        {
            var article = entry.Plain();
            var input = article.ToInput(result.Articles);
            var fingerprint = FingerprintExtractor.Extract(input);
            var decision = index.Decide(fingerprint);
            result.Articles++;
            result.Compared += decision.Compared;
            result.Verdicts[decision.Standing.Kind] = result.Verdicts.GetValueOrDefault(decision.Standing.Kind) + 1;
            CountExact(result, input, fingerprint.Words.Length >= MinWords, decision.Standing.Kind == RepeatKind.Exact, raw, folded);
            CountPartners(result, fingerprint, decision, index, partners.GetValueOrDefault(article.Id) ?? [], words);
            words[article.Id] = fingerprint.Words.Length;
        }

        return result;
    }

    private static void CountExact(CorpusResult result, ArticleInput input, bool counts, bool told, HashSet<string> raw, HashSet<string> folded)
    {
        // The truth of exactness, found the slow way: whole strings in a set.
        var body = NormalizationProfile.Normalize(input.Body);
        var sameText = !raw.Add(input.Body);
        var sameFolded = !folded.Add(body) | !folded.Add($"{NormalizationProfile.Normalize(input.Headline)}\n{body}");
        result.SameText = counts && sameText ? result.SameText.With(told) : result.SameText;
        result.SameFolded = counts && sameFolded ? result.SameFolded.With(told) : result.SameFolded;
        result.FalseExact += told && !sameFolded ? 1 : 0;
    }

    private static void CountPartners(
        CorpusResult result, Fingerprint fingerprint, Decision decision, DetectionIndex index, List<Partner> partners, Dictionary<string, int> words)
    {
        var earlier = partners.Where(partner => words.ContainsKey(partner.Id)).ToList();
        if (earlier.Count == 0)
        {
            return;
        }

        var compared = index.LastCompared.Select(order => order.Id.ToString()).ToHashSet();
        var told = decision.Relations.Where(relation => relation.Text != TextRelation.None).Select(relation => relation.Other(fingerprint.Order).Id.ToString()).ToHashSet();
        var copies = earlier.Where(partner => partner.Jaccard >= CopyFrom).ToList();
        if (copies.Count > 0)
        {
            result.CopyCompared = result.CopyCompared.With(copies.Exists(partner => compared.Contains(partner.Id)));
            result.CopyTold = result.CopyTold.With(copies.Exists(partner => told.Contains(partner.Id)));
        }

        var containing = earlier.Where(partner => partner.Containment >= ContainedFrom).ToList();
        var whole = containing.Where(partner => Math.Min(words[partner.Id], fingerprint.Words.Length) >= MinWords).ToList();
        if (whole.Count > 0)
        {
            result.ContainedCompared = result.ContainedCompared.With(whole.Exists(partner => compared.Contains(partner.Id)));
            result.ContainedTold = result.ContainedTold.With(whole.Exists(partner => told.Contains(partner.Id)));
        }
        else if (containing.Count > 0)
        {
            result.PhraseCompared = result.PhraseCompared.With(containing.Exists(partner => compared.Contains(partner.Id)));
        }
    }

    private static async Task<Dictionary<string, List<Partner>>> ReadTruthAsync(string path, CancellationToken cancellationToken)
    {
        var partners = new Dictionary<string, List<Partner>>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var line in LabelledFiles.ReadLinesAsync(path, cancellationToken))
        {
            // The first line names the columns.
            if (number++ == 0)
            {
                continue;
            }

            if (line.Split('\t') is not [var a, var b, var j, var c]
                || !double.TryParse(j, CultureInfo.InvariantCulture, out var jaccard) || !double.TryParse(c, CultureInfo.InvariantCulture, out var containment))
            {
                throw new InvalidDataException($"{path}, line {number}: expected two ids, a Jaccard and a containment between tabs.");
            }

            (partners.TryGetValue(a, out var ofA) ? ofA : partners[a] = []).Add(new Partner(b, jaccard, containment));
            (partners.TryGetValue(b, out var ofB) ? ofB : partners[b] = []).Add(new Partner(a, jaccard, containment));
        }

        return partners;
    }

    private readonly record struct Partner(string Id, double Jaccard, double Containment);
}
