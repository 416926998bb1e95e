using System.Text;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>
/// People, organisations and places on AQMAR: encyclopedia articles on science, sport, history and technology, so a hard
/// case for rules made for news. Titles, which news have before every name, are rare there.
/// </summary>
internal static class PeopleEvaluation
{
    private static readonly (string Tag, Cover Cover, string Name)[] Kinds =
        [("PER", Cover.Person, "people"), ("ORG", Cover.Organisation, "organisations"), ("LOC", Cover.Place, "places")];

    public static IEnumerable<Figure> Run(EnricherPipeline pipeline, string data)
    {
        var exact = new Tally[Kinds.Length];
        var touched = new Tally[Kinds.Length];
        foreach (var labelled in LabelledFiles.ReadJsonLines(Path.Combine(data, "dedup", "enrich", "aqmar_ner.jsonl.gz"), EvaluationJson.Default.LabelledArticle))
        {
            Measure(pipeline, labelled.Bio ?? "", exact, touched);
        }

        return Kinds.SelectMany((kind, i) => exact[i].Figures(kind.Name + ", exactly").Concat(touched[i].Figures(kind.Name + ", sharing a word")));
    }

    private static void Measure(EnricherPipeline pipeline, string bio, Tally[] exact, Tally[] touched)
    {
        var text = new StringBuilder();
        var wanted = new List<(int Kind, int Start, int End)>();
        var open = -1;
        foreach (var line in bio.Split('\n'))
        {
            var cut = line.LastIndexOfAny([' ', '\t']);
            if (cut <= 0)
            {
                text.Append('\n');
                open = -1;
                continue;
            }

            var (token, tag) = (line[..cut], line[(cut + 1)..]);
            var start = text.Length;
            text.Append(token).Append(' ');
            var kind = Array.FindIndex(Kinds, one => tag.EndsWith("-" + one.Tag, StringComparison.Ordinal));
            if (kind >= 0 && tag.StartsWith("I-", StringComparison.Ordinal) && open == kind)
            {
                wanted[^1] = (kind, wanted[^1].Start, start + token.Length);
            }
            else if (kind >= 0)
            {
                wanted.Add((kind, start, start + token.Length));
            }

            open = kind;
        }

        var notes = pipeline.Enrich(ArticleReading.Plain("\n" + text, "") with { Text = text.ToString(), Headline = null }, null);
        var found = new List<(int Kind, int Start, int End)>();
        found.AddRange((notes.People ?? []).SelectMany(person => person.Mentions).Select(mention => (0, mention.Start, mention.Start + mention.Length)));
        found.AddRange((notes.Organisations ?? []).SelectMany(body => body.Mentions).Select(mention => (1, mention.Start, mention.Start + mention.Length)));
        found.AddRange((notes.Places ?? []).SelectMany(place => place.Mentions).Select(mention => (2, mention.Start, mention.Start + mention.Length)));
        for (var kind = 0; kind < Kinds.Length; kind++)
        {
            var here = wanted.Where(one => one.Kind == kind).ToList();
            var ours = found.Where(one => one.Kind == kind).ToList();
            exact[kind].Wanted += here.Count;
            exact[kind].Claimed += ours.Count;
            touched[kind].Wanted += here.Count;
            touched[kind].Claimed += ours.Count;

            // The labels' word carries its preposition ("لأوكرانيا"), our mention does not: the ends decide.
            exact[kind].Right += ours.Count(one => here.Exists(other => one.End == other.End && one.Start >= other.Start && one.Start - other.Start <= 3));
            touched[kind].Right += ours.Count(one => here.Exists(other => one.Start < other.End && other.Start < one.End));
        }
    }
}
