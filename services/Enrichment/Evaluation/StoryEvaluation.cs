using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Stories;
using NewsPlatform.LabelledData;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>
/// Stories on the labelled Arabic pairs. Both corpora are streamed whole, in the order of their days, through the enrichers
/// and the engine; then each labelled pair is asked whether it ended in one story. Ambiguous pairs are left out.
/// </summary>
internal static class StoryEvaluation
{
    private static readonly string[] Together = ["near_duplicate", "excerpt", "same_story"];

    public static IEnumerable<Figure> Run(EnricherPipeline pipeline, string data)
    {
        var articles = Corpora(data);
        var engine = new StoryEngine(JoinModel.Default, StoryRules.Default);
        var days = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var stories = new Dictionary<string, string>(StringComparer.Ordinal);
        int joined = 0, split = 0;
        foreach (var labelled in articles)
        {
            var article = StoryArticleReader.Read(pipeline.Read(labelled.ToArticle(), null));
            days[article.ArticleId] = article.At;
            // Each arrives on its day.
            engine.ForgetBefore(article.At - StoryRules.Default.Memory);
            var outcome = engine.Add(article, article.At);
            stories[article.ArticleId] = outcome.Membership.StoryId;
            foreach (var change in outcome.Changes)
            {
                joined += change.Kind == ChangeKind.Joined ? 1 : 0;
                split += change.Kind == ChangeKind.Split ? 1 : 0;
                foreach (var moved in change.Moved)
                {
                    stories[moved] = change.Kind == ChangeKind.Split ? change.OtherStoryId! : change.StoryId;
                }
            }
        }

        var pairs = LabelledFiles.ReadJsonLines(Path.Combine(data, "dedup", "ar-pairs", "pairs.jsonl.gz"), EvaluationJson.Default.LabelledPair)
            .Where(pair => !pair.Flags.Contains("ambiguous") && stories.ContainsKey(pair.A) && stories.ContainsKey(pair.B))
            .ToList();
        foreach (var figure in Pairs(pairs, stories, days))
        {
            yield return figure;
        }

        yield return new Figure("B-cubed F1 over the labelled articles", BCubed(pairs, stories), stories.Count);
        yield return new Figure("articles a story, all articles", (double)stories.Count / stories.Values.Distinct().Count(), stories.Count);
        yield return new Figure("largest story, articles", stories.Values.CountBy(story => story).Max(story => story.Value), stories.Count);
        yield return new Figure("stories that joined another later", joined, stories.Count);
        yield return new Figure("stories that were split", split, stories.Count);
        yield return SemEval(pipeline, data);
    }

    /// <summary>Both corpora, or the labelled articles where those are not there, day by day.</summary>
    public static List<LabelledArticle> Corpora(string data)
    {
        var folder = Path.Combine(data, "dedup");
        string[] corpora = [Path.Combine(folder, "ar-corpora", "saudi.jsonl.gz"), Path.Combine(folder, "ar-corpora", "ant.jsonl.gz")];
        var files = corpora.Where(File.Exists).Append(Path.Combine(folder, "ar-pairs", "articles.jsonl.gz"));
        return
        [
            .. files.SelectMany(file => LabelledFiles.ReadJsonLines(file, EvaluationJson.Default.LabelledArticle))
                .DistinctBy(article => article.Id)
                .OrderBy(article => article.Date, StringComparer.Ordinal).ThenBy(article => article.Id, StringComparer.Ordinal),
        ];
    }

    internal static IEnumerable<Figure> Pairs(List<LabelledPair> pairs, Dictionary<string, string> stories, Dictionary<string, DateTimeOffset> days)
    {
        var window = StoryRules.Default.Window;
        var share = pairs.GroupBy(pair => pair.Label).ToDictionary(group => group.Key, group => (Joined: group.Count(IsJoined), All: group.Count()));
        var together = share.Where(one => Together.Contains(one.Key)).ToList();
        var positive = (double)together.Sum(one => one.Value.Joined) / Math.Max(1, together.Sum(one => one.Value.All));
        var different = share.TryGetValue("different", out var found) ? (double)found.Joined / found.All : 0;
        yield return new Figure("balanced accuracy over all labelled pairs", (positive + 1 - different) / 2, pairs.Count, Least: 0.87);
        yield return new Figure("different joined", different, found.All, Most: 0.12);
        foreach (var (label, (joined, all)) in share.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            yield return new Figure(label + ", joined", (double)joined / all, all);
        }

        var near = pairs.Where(pair => Together.Contains(pair.Label) && (days[pair.A] - days[pair.B]).Duration() <= window).ToList();
        yield return new Figure("together, no more than three days apart, joined", near.Count == 0 ? 0 : (double)near.Count(IsJoined) / near.Count, near.Count);

        bool IsJoined(LabelledPair pair) => stories[pair.A] == stories[pair.B];
    }

    // Gold stories are what the positive pairs connect; different groups of pairs are different stories, because at most
    // one pair was drawn from each connected group of similar articles.
    internal static double BCubed(List<LabelledPair> pairs, Dictionary<string, string> stories)
    {
        var gold = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            gold.TryAdd(pair.A, pair.A);
            gold.TryAdd(pair.B, pair.B);
            if (Together.Contains(pair.Label))
            {
                var (keep, drop) = (gold[pair.A], gold[pair.B]);
                foreach (var article in gold.Where(one => one.Value == drop).Select(one => one.Key).ToList())
                {
                    gold[article] = keep;
                }
            }
        }

        double precision = 0, recall = 0;
        foreach (var (article, story) in gold)
        {
            var ours = gold.Keys.Where(other => stories[other] == stories[article]).ToList();
            var theirs = gold.Count(other => other.Value == story);
            var right = ours.Count(other => gold[other] == story);
            precision += (double)right / ours.Count;
            recall += (double)right / theirs;
        }

        precision /= gold.Count;
        recall /= gold.Count;
        return 2 * precision * recall / (precision + recall);
    }

    // People's scores of Arabic pairs against what the join model sees in them (1 is the same, so the sign is turned).
    private static Figure SemEval(EnricherPipeline pipeline, string data)
    {
        var file = Path.Combine(data, "dedup", "semeval2022-sample", "pairs.jsonl.gz");
        var pairs = File.Exists(file)
            ? LabelledFiles.ReadJsonLines(file, EvaluationJson.Default.SemEvalPair).Where(pair => pair.Language1 == "ar" && pair.Language2 == "ar").ToList()
            : [];
        var statistics = new TermStatistics();
        var ours = new List<double>();
        var theirs = new List<double>();
        foreach (var pair in pairs)
        {
            var (a, b) = (Vector(pair.Text1), Vector(pair.Text2));
            ours.Add(JoinFeatures.Of(a, b).Text);
            theirs.Add(-pair.Overall);
        }

        return new Figure("Arabic pairs of SemEval 2022, cosine of texts against people's scores, Pearson", Pearson(ours, theirs), pairs.Count);

        // The set gives one text with the headline first, two spaces behind it.
        StoryVector Vector(string text)
        {
            var cut = text.IndexOf("  ", StringComparison.Ordinal);
            var article = ArticleReading.Plain(text, "") with { Headline = cut > 0 ? text[..cut].Trim() : null, Text = cut > 0 ? text[cut..].Trim() : text };
            return new StoryVector(StoryArticleReader.Read(pipeline.Read(article, null)), statistics, StoryRules.Default.Rarest);
        }
    }

    private static double Pearson(List<double> xs, List<double> ys)
    {
        if (xs.Count < 2)
        {
            return 0;
        }

        var (mx, my) = (xs.Average(), ys.Average());
        var covariance = xs.Zip(ys, (x, y) => (x - mx) * (y - my)).Sum();
        return covariance / Math.Sqrt(xs.Sum(x => (x - mx) * (x - mx)) * ys.Sum(y => (y - my) * (y - my)));
    }
}
