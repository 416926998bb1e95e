using System.Runtime.InteropServices;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Categories;

/// <summary>The subject, by words that tell one, and which words told.</summary>
internal sealed class CategoryEnricher : IEnricher
{
    // The second mention of a word counts for less than the first, the tenth for nothing.
    private static readonly double[] Mention = [1, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.1, 0.05];

    // What a place weighs, as for keywords.
    private const double InHeadline = 2.5, InLead = 1.5, InText = 1, ForPhrase = 1.3;

    // A score below this is no evidence: two hints and a strong word.
    private const double LeastScore = 4;

    // A second category that comes this near is named.
    private const double Near = 0.7;

    // Hints in which every article is rich weigh less: calibrated on the sections of the public corpora.
    private static readonly double[] Prior = [0.55, 0.8, 1, 0.9, 0.85, 1, 0.9, 0.75, 0.9, 0.8];

    private static readonly Dictionary<string, (string Category, int Weight)> Bodies = new(StringComparer.Ordinal)
    {
        ["government"] = ("politics", 1), ["parliament"] = ("politics", 2), ["alliance"] = ("politics", 1), ["party"] = ("politics", 2),
        ["company"] = ("economy", 1), ["bank"] = ("economy", 2), ["club"] = ("sport", 3), ["sport"] = ("sport", 3), ["militia"] = ("conflict", 2),
        ["military"] = ("conflict", 1), ["religious"] = ("religion", 2), ["hospital"] = ("health", 2),
    };

    [ThreadStatic]
    private static Dictionary<ulong, int>? seen;

    [ThreadStatic]
    private static List<Hint>? hints;

    /// <summary>Something that tells a subject: words of the text, or the name of a body.</summary>
    private readonly record struct Hint(int Category, double Value, string? Name, Passage? Passage, int First, int Behind)
    {
        public string Shown => Name ?? Passage!.Slice(First, Behind);
    }

    public string Name => "category";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        var scores = new double[CategoryNames.All.Count];
        seen ??= [];
        seen.Clear();
        hints ??= [];
        hints.Clear();
        Count(context, context.Headline, context.HeadlineFindings, headline: true);
        Count(context, context.Body, context.BodyFindings, headline: false);
        CountBodies(context);
        foreach (var hint in hints)
        {
            scores[hint.Category] += hint.Value;
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] *= Prior[i];
        }

        context.Notes.Category = Decide(scores);
    }

    private static void Count(EnrichmentContext context, Passage passage, Findings findings, bool headline)
    {
        var lead = passage.Sentences.Count > 0 ? passage.Sentences[0].Behind : 0;
        var phrase = 0;
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            var place = headline ? InHeadline : i < lead ? InLead : InText;
            // The stem of "وفيات" is "في": a function word tells no subject.
            foreach (var word in i < phrase || passage.Facts(i).Is(WordTraits.Stop) ? [] : context.Lexicon.CategoriesOf(passage.Stem(i)))
            {
                Add(word, passage.Stem(i), place, i, i + 1);
            }

            foreach (var match in findings.At(i))
            {
                if (match.Kind == Kind.Category)
                {
                    Add(context.Lexicon.CategoryPhrases[match.Id], passage.Hash(i) ^ passage.Hash(match.Behind - 1), place * ForPhrase, i, match.Behind);
                }

                // What a phrase or an office says as a whole its later words do not say again: "الضمانات الأمنية", "وزير الدفاع".
                if (match.Kind is Kind.Category or Kind.Title)
                {
                    phrase = Math.Max(phrase, match.Behind);
                }
            }
        }

        void Add(CategoryWord word, ulong key, double place, int first, int behind)
        {
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(seen!, key + (ulong)word.Category, out _);
            if (times < Mention.Length)
            {
                hints!.Add(new Hint(word.Category, word.Weight * place * Mention[times++], null, passage, first, behind));
            }
        }
    }

    private static void CountBodies(EnrichmentContext context)
    {
        foreach (var body in context.Notes.Names?.Bodies ?? [])
        {
            if (Bodies.TryGetValue(body.Kind, out var says))
            {
                var value = says.Weight * Math.Min(2, 1 + (0.3 * (body.Mentions.Count - 1)));
                hints!.Add(new Hint(CategoryNames.IndexOf(says.Category), value, body.Name, null, 0, 0));
            }
        }
    }

    private static Category Decide(double[] scores)
    {
        int best = 0, second = -1;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                second = best;
                best = i;
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        if (scores[best] < LeastScore)
        {
            return new Category { Name = CategoryNames.Other, Confidence = Math.Round(1 - (scores[best] / LeastScore), 2), Words = [] };
        }

        var margin = scores[best] / (scores[best] + scores[second]);
        var evidence = 1 - Math.Exp(-scores[best] / (2 * LeastScore));
        return new Category
        {
            Name = CategoryNames.All[best],
            Confidence = Math.Round(margin * evidence, 2),
            Words = [.. Told(best).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(5).Select(word => word.Key)],
            RunnerUp = scores[second] >= Near * scores[best] ? CategoryNames.All[second] : null,
        };
    }

    // What told a subject, as it is written.
    private static Dictionary<string, double> Told(int category)
    {
        var told = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var hint in hints!)
        {
            if (hint.Category == category)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(told, hint.Shown, out _) += hint.Value;
            }
        }

        return told;
    }
}
