using System.Text.Json;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Generating;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>
/// The figures demanded of detection, measured on whatever of the public sets lies in a folder. A set that is absent gives
/// no figure, never a made-up one.
/// </summary>
/// <param name="data">The folder that holds <c>dedup/</c> and <c>seeds.expected.json</c>; the seeds lie beside it.</param>
/// <param name="rules">The rules to measure.</param>
internal sealed class PublicFigures(string data, DetectionRules rules)
{
    private static readonly string[] Corpora = ["saudi", "ant"];

    // Of the seeds' four teasers, the one that ends with its sentence: only its place in the document tells that it is one.
    private static readonly int[] WholeTeasers = [35];

    // Outlets whose teasers are the opening of the article; the fifth one rewrites them.
    private static readonly string[] VerbatimOutlets = ["alarabia", "skynews", "france24", "CNN"];

    public async IAsyncEnumerable<Figure> MeasureAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var judged = await JudgedPairsAsync(cancellationToken);
        using var index = new DetectionIndex(rules: rules);
        var streamed = await StreamAsync(index, cancellationToken);
        foreach (var figure in Exact(streamed).Concat(Pairs(judged)).Concat(Streamed(streamed)))
        {
            yield return figure;
        }

        foreach (var figure in await TeasersAsync(index, cancellationToken))
        {
            yield return figure;
        }

        foreach (var figure in await UpdatesAsync(cancellationToken))
        {
            yield return figure;
        }

        foreach (var figure in await DamageAsync(judged, cancellationToken))
        {
            yield return figure;
        }

        foreach (var figure in Seeds())
        {
            yield return figure;
        }

        foreach (var toy in new[] { "articles_100", "articles_1000" })
        {
            if (await ToyAsync(toy, cancellationToken) is { } figure)
            {
                yield return figure;
            }
        }

        foreach (var figure in await LanguagesAsync(cancellationToken))
        {
            yield return figure;
        }
    }

    private string Dedup(params string[] parts) => Path.Combine([data, "dedup", .. parts]);

    private async Task<IReadOnlyList<JudgedPair>> JudgedPairsAsync(CancellationToken cancellationToken) => File.Exists(Dedup("ar-pairs", "pairs.jsonl.gz"))
        ? await PairEvaluation.RunAsync(Dedup("ar-pairs", "articles.jsonl.gz"), Dedup("ar-pairs", "pairs.jsonl.gz"), rules, cancellationToken)
        : [];

    private async Task<List<(string Corpus, CorpusResult Result)>> StreamAsync(DetectionIndex index, CancellationToken cancellationToken)
    {
        var results = new List<(string, CorpusResult)>();
        foreach (var corpus in Corpora.Where(corpus => File.Exists(Dedup("ar-corpora", $"{corpus}.jsonl.gz"))))
        {
            results.Add((corpus, await CorpusEvaluation.RunAsync(
                index, Dedup("ar-corpora", $"{corpus}.jsonl.gz"), Dedup("ar-corpora", $"{corpus}.pairs.tsv.gz"), cancellationToken)));
        }

        return results;
    }

    private static IEnumerable<Figure> Exact(List<(string Corpus, CorpusResult Result)> streamed)
    {
        foreach (var (corpus, result) in streamed)
        {
            yield return Figure.AtLeast("F1", $"{corpus}: equal characters found", 1, result.SameText.Share, Figure.Of(result.SameText));
            yield return Figure.AtLeast("F1", $"{corpus}: equal after folding found", 1, result.SameFolded.Share, Figure.Of(result.SameFolded));
            yield return Figure.AtMost("F1", $"{corpus}: told exact and not equal", 0, result.FalseExact);
        }
    }

    /// <summary>F2 to F4, and precision, recall and F1 for each class and language.</summary>
    public static IEnumerable<Figure> Pairs(IReadOnlyList<JudgedPair> judged)
    {
        if (judged.Count == 0)
        {
            yield break;
        }

        var strict = judged.Where(pair => !pair.Labelled.IsAmbiguous).ToList();
        var near = PairEvaluation.Score(strict, TextClass.Near);
        var any = PairEvaluation.Score(strict, TextClass.Near, TextClass.Contained);
        yield return Figure.AtLeast("F2", "near, strict: F1", 0.98, near.F1, $"{strict.Count} pairs");
        yield return Figure.AtLeast("F2", "near, strict: precision", 0.97, near.Precision, $"recall {Figure.Number(near.Recall)}");
        yield return Figure.AtLeast("F3", "near or contained, strict: F1", 0.98, any.F1, $"precision {Figure.Number(any.Precision)}, recall {Figure.Number(any.Recall)}");
        yield return Figure.AtLeast("F4", "near, contained or other, strict: accuracy", 0.98, PairEvaluation.Accuracy(strict));
        yield return Figure.AtMost("F4", "forms and glued blocks called near", 0, PairEvaluation.TemplatesCalledNear(judged));
    }

    private static IEnumerable<Figure> Streamed(List<(string Corpus, CorpusResult Result)> streamed)
    {
        if (streamed.Count == 0)
        {
            yield break;
        }

        foreach (var (corpus, result) in streamed)
        {
            foreach (var figure in Streamed(corpus, result))
            {
                yield return figure;
            }
        }

        var articles = streamed.Sum(entry => entry.Result.Articles);
        yield return Figure.AtMost("F5", "texts compared for each article", 16, (double)streamed.Sum(entry => entry.Result.Compared) / articles, $"{articles} articles");
    }

    /// <summary>F5 for one corpus.</summary>
    public static IEnumerable<Figure> Streamed(string corpus, CorpusResult result)
    {
        yield return Figure.AtLeast("F5", $"{corpus}: compared with an earlier copy (Jaccard >= 0.4)", 0.998, result.CopyCompared.Share, Figure.Of(result.CopyCompared));
        yield return Figure.Told("F5", $"{corpus}: of these, told a relation to it", Figure.Number(result.CopyTold.Share));
        yield return Figure.AtLeast("F5", $"{corpus}: compared with an earlier container or part (>= 0.9)", 0.995, result.ContainedCompared.Share, Figure.Of(result.ContainedCompared));
        yield return Figure.Told("F5", $"{corpus}: of these, told a relation to it", Figure.Number(result.ContainedTold.Share));
        yield return Figure.Told("F5", $"{corpus}: the same where the shorter text has under 8 words", Figure.Of(result.PhraseCompared));
    }

    private async Task<List<Figure>> TeasersAsync(DetectionIndex index, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var path = Dedup("ar-corpora", "ant.jsonl.gz");
        if (!File.Exists(path))
        {
            return figures;
        }

        var found = new Dictionary<string, (Found All, Found Standing)>();
        var comparer = new TextComparer();
        await foreach (var article in LabelledFiles.ReadJsonLinesAsync(path, EvaluationJson.Default.LabelledArticle, cancellationToken))
        {
            var words = TokenText.Of(TextCleaner.Clean(article.Abstract ?? ""));
            if (words.Count < 10)
            {
                continue;
            }

            // Cut at a random word, the same one each time.
            var random = new Random((int)(WordHash.Of(article.Id) & int.MaxValue));
            var teaser = FingerprintExtractor.Extract(article.ToInput() with
            {
                ArticleId = article.Id + " teaser",
                Source = article.Source + " feed",
                Link = null,
                Body = words.Slice(0, random.Next(10, words.Count + 1)).ToString(),
            });
            index.Judge(teaser);
            var hit = index.LastCompared.Any(order => order.Id.ToString() == article.Id);
            comparer.Prepare(FingerprintExtractor.Extract(article.ToInput()).Words);
            var stands = comparer.Cover(teaser.Words).OtherCovered >= rules.ContainedShare * teaser.Words.Length;
            var (all, standing) = found.GetValueOrDefault(article.Source ?? "");
            found[article.Source ?? ""] = (all.With(hit), stands ? standing.With(hit) : standing);
        }

        foreach (var (outlet, (all, standing)) in found.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (VerbatimOutlets.Contains(outlet))
            {
                figures.Add(Figure.AtLeast("F6", $"{outlet}: cut teasers that stand in their article, compared with it", 0.98, standing.Share, Figure.Of(standing)));
                figures.Add(Figure.Told("F6", $"{outlet}: all teasers, captions of films included", $"{Figure.Number(all.Share)} ({Figure.Of(all)})"));
            }
            else
            {
                figures.Add(Figure.AtLeast("F6", $"{outlet}: rewritten teasers compared with their article", 0.65, all.Share, Figure.Of(all)));
            }
        }

        return figures;
    }

    private async Task<List<Figure>> UpdatesAsync(CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var path = Dedup("ar-pairs", "same_url_updates.jsonl.gz");
        if (File.Exists(path))
        {
            var linked = new Found();
            var copies = new Found();
            await foreach (var update in LabelledFiles.ReadJsonLinesAsync(path, EvaluationJson.Default.UpdatePair, cancellationToken))
            {
                var first = update.A.ToInput(0);
                var second = update.B.ToInput(1) with { Published = first.Published.AddHours(1) };
                linked = linked.With(Later(first, second) is { Kind: RepeatKind.Revised } standing && standing.KeptArticleId == first.ArticleId);

                // The control: the same link, the same text, crawled again.
                copies = copies.With(Later(first, first with { ArticleId = second.ArticleId, Published = second.Published }).Kind == RepeatKind.Exact);
            }

            figures.Add(Figure.AtLeast("F7", "changed texts of one link told as new versions", 0.95, linked.Share, Figure.Of(linked)));
            figures.Add(Figure.AtLeast("F7", "unchanged texts of one link told as copies", 0.95, copies.Share, Figure.Of(copies)));
        }

        return figures;
    }

    private Standing Later(ArticleInput first, ArticleInput second)
    {
        using var index = new DetectionIndex(rules: rules);
        index.Decide(FingerprintExtractor.Extract(first));
        return index.Decide(FingerprintExtractor.Extract(second)).Standing;
    }

    private async Task<List<Figure>> DamageAsync(IReadOnlyList<JudgedPair> judged, CancellationToken cancellationToken)
    {
        const int Draws = 5;
        var figures = new List<Figure>();
        var near = judged.Where(pair => pair.Expected == TextClass.Near && !pair.Labelled.IsAmbiguous).ToList();
        if (near.Count == 0)
        {
            return figures;
        }

        var articles = new Dictionary<string, ArticleInput>();
        await foreach (var article in LabelledFiles.ReadJsonLinesAsync(Dedup("ar-pairs", "articles.jsonl.gz"), EvaluationJson.Default.LabelledArticle, cancellationToken))
        {
            articles[article.Id] = article.ToInput();
        }

        foreach (var (rate, candidates, detected) in new[] { (0.01, 0.99, 0.95), (0.02, 0.95, 0.80), (0.05, 0, 0) })
        {
            Found compared = new(), told = new();
            for (var draw = 0; draw < Draws; draw++)
            {
                using var index = new DetectionIndex(rules: rules);
                var random = new Random(draw);
                var inPairs = near.SelectMany(pair => new[] { pair.Labelled.A, pair.Labelled.B }).ToHashSet(StringComparer.Ordinal);
                foreach (var (id, article) in articles)
                {
                    if (!inPairs.Contains(id))
                    {
                        index.Add(FingerprintExtractor.Extract(article));
                    }
                }

                foreach (var pair in near)
                {
                    var first = FingerprintExtractor.Extract(Damaged(articles[pair.Labelled.A], rate, random) with { ArticleId = $"{pair.Labelled.Pair} first" });
                    var second = FingerprintExtractor.Extract(Damaged(articles[pair.Labelled.B], rate, random) with { ArticleId = $"{pair.Labelled.Pair} second" });
                    index.Add(first);
                    var relations = index.Judge(second);
                    compared = compared.With(index.LastCompared.Contains(first.Order));
                    told = told.With(relations.Exists(relation => relation.Other(second.Order) == first.Order && relation.Text >= TextRelation.Near));
                }
            }

            var what = $"near pairs with {rate:0 %} of the letters damaged in both";
            if (candidates > 0)
            {
                figures.Add(Figure.AtLeast("F10", $"{what}: compared", candidates, compared.Share, Figure.Of(compared)));
                figures.Add(Figure.AtLeast("F10", $"{what}: found near", detected, told.Share, Figure.Of(told)));
            }
            else
            {
                figures.Add(Figure.Told("F10", $"{what}: compared", Figure.Number(compared.Share)));
                figures.Add(Figure.Told("F10", $"{what}: found near", Figure.Number(told.Share)));
            }
        }

        return figures;
    }

    private static ArticleInput Damaged(ArticleInput article, double rate, Random random) => article with
    {
        Link = null,
        Headline = LetterDamage.Apply(article.Headline ?? "", rate, random),
        Body = LetterDamage.Apply(article.Body, rate, random),
    };

    private List<Figure> Seeds()
    {
        var figures = new List<Figure>();
        var expected = Path.Combine(data, "seeds.expected.json");
        var folder = Path.Combine(data, "..", "seeds");
        if (!File.Exists(expected) || !Directory.Exists(folder))
        {
            return figures;
        }

        using var reading = JsonDocument.Parse(File.ReadAllText(expected));
        Found repeats = new(), mentions = new(), cut = new(), whole = new();
        int invented = 0;
        foreach (var document in reading.RootElement.GetProperty("documents").EnumerateArray())
        {
            var text = File.ReadAllText(Path.Combine(folder, document.GetProperty("file").GetString()!));
            var lines = text.Split('\n');
            var found = LineRepeats.Find(null, text);
            var articles = document.GetProperty("articles").EnumerateArray().ToList();
            var headlines = articles.SelectMany(article => Numbers(article, "repeatedHeadlineLines")).ToHashSet();
            var mentioned = Numbers(document, "repeatedRelatedHeadlineLines").ToHashSet();
            repeats = headlines.Aggregate(repeats, (sum, line) => sum.With(found.Any(repeat => repeat.Line == line && repeat.Kind == LineRepeatKind.Headline)));
            mentions = mentioned.Aggregate(mentions, (sum, line) => sum.With(found.Any(repeat => repeat.Line == line && repeat.Kind == LineRepeatKind.ListMention)));
            invented += found.Count(repeat => !headlines.Contains(repeat.Line) && !mentioned.Contains(repeat.Line));
            foreach (var article in articles)
            {
                var body = Numbers(article, "bodyLines").ToList();
                var end = string.Join('\n', lines[(body[0] - 1)..body[1]]);

                var breaksOff = article.GetProperty("kind").GetString() == "teaser" && !WholeTeasers.Contains(body[0]);
                cut = breaksOff ? cut.With(TextEnd.IsCut(end)) : cut;
                whole = breaksOff ? whole : whole.With(!TextEnd.IsCut(end));
            }
        }

        figures.Add(Figure.AtLeast("F11", "seeds: repeated headlines found", 1, repeats.Share, Figure.Of(repeats)));
        figures.Add(Figure.AtLeast("F11", "seeds: headlines mentioned in lists found", 1, mentions.Share, Figure.Of(mentions)));
        figures.Add(Figure.AtMost("F11", "seeds: repeats that are none", 0, invented));
        figures.Add(Figure.AtLeast("F11", "seeds: teasers whose text breaks off told as cut", 1, cut.Share, Figure.Of(cut)));
        figures.Add(Figure.AtLeast("F11", "seeds: texts that end with their sentence told as whole", 1, whole.Share, Figure.Of(whole)));
        figures.Add(Embedded(folder));
        return figures;
    }

    // The article that stands embedded in another document is found there when it comes by itself.
    private Figure Embedded(string folder)
    {
        var document = File.ReadAllText(Path.Combine(folder, "001_f3cf03ad0fd9bf49.txt"));
        var embedded = string.Join('\n', document.Split('\n')[27..48]);
        var judgement = new PairJudge(rules).JudgeBoth(
            FingerprintExtractor.Extract(Seed("document", document)).View, FingerprintExtractor.Extract(Seed("embedded", embedded)).View);
        return new Figure("F11", "seeds: the embedded article is inside its document", "contained", $"{judgement.Text} {Figure.Number(judgement.Score)}", judgement.Text == TextRelation.Contained);
    }

    private static ArticleInput Seed(string id, string body) =>
        new() { ArticleId = id, Source = "seeds", Seen = DateTimeOffset.UnixEpoch, Published = DateTimeOffset.UnixEpoch, Body = TextCleaner.Clean(body) };

    private static IEnumerable<int> Numbers(JsonElement element, string name) =>
        element.TryGetProperty(name, out var numbers) ? numbers.EnumerateArray().Select(number => number.GetInt32()) : [];

    private async Task<Figure?> ToyAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(Dedup("minhash-toy", $"{name}.train")))
        {
            return null;
        }

        var expected = new HashSet<(string, string)>();
        await foreach (var line in LabelledFiles.ReadLinesAsync(Dedup("minhash-toy", $"{name}.truth"), cancellationToken))
        {
            if (line.Split(' ') is [var a, var b])
            {
                expected.Add(Ordered(a, b));
            }
        }

        using var index = new DetectionIndex(rules: rules);
        var found = new HashSet<(string, string)>();
        var number = 0;
        await foreach (var line in LabelledFiles.ReadLinesAsync(Dedup("minhash-toy", $"{name}.train"), cancellationToken))
        {
            if (line.Split(' ', 2) is [var id, var body])
            {
                var article = FingerprintExtractor.Extract(Seed(id, body) with { Source = id, Sequence = number++ });
                foreach (var relation in index.Decide(article).Relations.Where(relation => relation.Text != TextRelation.None))
                {
                    found.Add(Ordered(relation.Earlier.Id.ToString(), relation.Later.Id.ToString()));
                }
            }
        }

        var right = found.Count(expected.Contains);
        return new Figure("F16", $"minhash-toy {name}: copies found", "all, none else", $"{right} of {expected.Count}, {found.Count - right} else", right == expected.Count && found.Count == right);
    }

    private static (string, string) Ordered(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);

    private async Task<List<Figure>> LanguagesAsync(CancellationToken cancellationToken)
    {
        const int Articles = 40;
        const double Margin = 0.02;
        var texts = await GeneratorTexts.ReadAsync(data, Articles, cancellationToken);
        var figures = new List<Figure>();
        if (!texts.TryGetValue("ar", out var arabic))
        {
            return figures;
        }

        var reference = Generated(arabic);
        figures.Add(Figure.Told("F16", "ar: generated pairs told as expected", Summary(reference)));
        foreach (var (language, articles) in texts.Where(entry => entry.Key != "ar").OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var found = Generated(articles);
            figures.Add(Figure.AtLeast("F16", $"{language}: generated pairs told as expected, no worse than ar by {Margin}", Share(reference) - Margin, Share(found), Misses(found)));
        }

        return figures;
    }

    private Dictionary<string, Found> Generated(IReadOnlyList<ArticleInput> articles)
    {
        // About as many pairs for a language with few texts as for one with many.
        const int Pairs = 60;
        var generator = new RepeatGenerator(articles, seed: 16);
        var judge = new PairJudge(rules);
        return RepeatGenerator.Operations.Where(operation => operation is not ("g14" or "g15")).ToDictionary(operation => operation, operation =>
        {
            var found = new Found();
            for (var n = 0; n < Pairs; n++)
            {
                var pair = generator.Make(operation, articles[n % articles.Count]);
                found = found.With(pair.IsMetBy(judge.JudgeBoth(FingerprintExtractor.Extract(pair.Original).View, FingerprintExtractor.Extract(pair.Variant).View)));
            }

            return found;
        });
    }

    private static double Share(Dictionary<string, Found> found) => found.Values.Aggregate((sum, one) => sum + one).Share;

    private static string Summary(Dictionary<string, Found> found) => $"{Figure.Number(Share(found))} ({Misses(found)})";

    private static string Misses(Dictionary<string, Found> found) => found.Values.All(one => one.Share == 1)
        ? "all"
        : string.Join(", ", found.Where(entry => entry.Value.Share < 1).Select(entry => $"{entry.Key} {Figure.Number(entry.Value.Share)}"));
}
