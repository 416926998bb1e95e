using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>
/// Categories on the sections of ANT. A section is not quite a subject: its technology section holds health research, and
/// its two sections of general news hold politics, conflict, disaster and the rest.
/// </summary>
internal static class CategoryEvaluation
{
    private static readonly Dictionary<string, string[]> Accepted = new(StringComparer.Ordinal)
    {
        ["sport"] = ["sport"],
        ["economy"] = ["economy"],
        ["culture"] = ["culture"],
        ["technology"] = ["technology", "health"],
        ["internationalNews"] = ["politics", "conflict", "disaster", "religion", "other"],
        ["middleEast"] = ["politics", "conflict", "disaster", "religion", "other"],
    };

    public static IEnumerable<Figure> Run(EnricherPipeline pipeline, string data)
    {
        var tallies = Accepted.Values.Select(names => string.Join(" or ", names)).Distinct().ToDictionary(name => name, _ => default(Tally));
        int right = 0, all = 0;
        foreach (var labelled in LabelledFiles.ReadJsonLines(Path.Combine(data, "dedup", "ar-corpora", "ant.jsonl.gz"), EvaluationJson.Default.LabelledArticle))
        {
            if (labelled.Category is not { } section || !Accepted.TryGetValue(section, out var accepted))
            {
                continue;
            }

            var given = pipeline.Enrich(labelled.ToArticle(), null).Category?.Name ?? "";
            all++;
            right += accepted.Contains(given) ? 1 : 0;
            foreach (var (name, tally) in tallies.ToList())
            {
                var names = name.Split(" or ");
                var next = tally;
                next.Wanted += name == string.Join(" or ", accepted) ? 1 : 0;
                next.Claimed += names.Contains(given) ? 1 : 0;
                next.Right += names.Contains(given) && name == string.Join(" or ", accepted) ? 1 : 0;
                tallies[name] = next;
            }
        }

        yield return new Figure("articles in a category of their section", all == 0 ? 0 : (double)right / all, all);
        foreach (var (name, tally) in tallies)
        {
            foreach (var figure in tally.Figures(name))
            {
                yield return figure;
            }
        }
    }
}
