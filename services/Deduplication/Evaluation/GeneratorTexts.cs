using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Generating;
using NewsPlatform.LabelledData;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>Texts for the generator, by language, from whatever of the public sets lies in a folder.</summary>
internal static class GeneratorTexts
{
    // Longer texts add time and no insight.
    private const int MaxWords = 600;

    // Paragraphs of the declaration make texts of 150 words and more; each paragraph is in one text only.
    private const int Paragraphs = 5;

    private static readonly (string Language, string Code)[] Declarations =
        [("fa", "pes_1"), ("ur", "urd"), ("ckb", "ckb"), ("hi", "hin"), ("he", "heb"), ("ko", "kor"), ("ja", "jpn"), ("th", "tha")];

    public static async Task<Dictionary<string, IReadOnlyList<ArticleInput>>> ReadAsync(string data, int limit, CancellationToken cancellationToken)
    {
        var texts = new Dictionary<string, List<ArticleInput>>();
        var corpus = Path.Combine(data, "dedup", "ar-corpora", "saudi.jsonl.gz");
        if (File.Exists(corpus))
        {
            // A text of each source in turn would be few: every 97th article is none of the same event.
            var number = 0;
            await foreach (var article in LabelledFiles.ReadJsonLinesAsync(corpus, EvaluationJson.Default.LabelledArticle, cancellationToken))
            {
                if (number++ % 97 == 0)
                {
                    Add(texts, "ar", article.Title, article.Body ?? "", limit);
                }
            }
        }

        var news = Path.Combine(data, "dedup", "semeval2022-sample", "pairs.jsonl.gz");
        if (File.Exists(news))
        {
            await foreach (var pair in LabelledFiles.ReadJsonLinesAsync(news, EvaluationJson.Default.SemEvalPair, cancellationToken))
            {
                var parts = pair.Text1.Split("  ", 2);
                if (pair.Language1 != "ar")
                {
                    Add(texts, pair.Language1, parts.Length == 2 ? parts[0] : null, parts[^1], limit);
                }
            }
        }

        var declaration = Path.Combine(data, "dedup", "enrich", "udhr_lang.tsv.gz");
        if (File.Exists(declaration))
        {
            var paragraphs = new Dictionary<string, List<string>>();
            await foreach (var line in LabelledFiles.ReadLinesAsync(declaration, cancellationToken))
            {
                if (line.Split('\t', 2) is [var code, var paragraph] && Array.Find(Declarations, entry => entry.Code == code).Language is { } language)
                {
                    (paragraphs.TryGetValue(language, out var list) ? list : paragraphs[language] = []).Add(paragraph);
                }
            }

            foreach (var (language, list) in paragraphs)
            {
                foreach (var chunk in list.Chunk(Paragraphs))
                {
                    Add(texts, language, TokenText.Of(chunk[0]).Slice(0, 8).ToString(), string.Join('\n', chunk), limit);
                }
            }
        }

        return texts.Where(entry => entry.Value.Count >= 3).ToDictionary(entry => entry.Key, entry => (IReadOnlyList<ArticleInput>)entry.Value);
    }

    private static void Add(Dictionary<string, List<ArticleInput>> texts, string language, string? headline, string body, int limit)
    {
        var articles = texts.TryGetValue(language, out var list) ? list : texts[language] = [];
        var words = TokenText.Of(TextCleaner.Clean(body)).Slice(0, MaxWords);
        if (articles.Count < limit && words.Count >= RepeatGenerator.MinWords && !articles.Exists(article => article.Body == words.ToString()))
        {
            articles.Add(new ArticleInput
            {
                ArticleId = $"{language}-{articles.Count}",
                Source = $"{language} outlet",
                Seen = DateTimeOffset.UnixEpoch,
                Published = DateTimeOffset.UnixEpoch.AddDays(articles.Count),
                Headline = TextCleaner.Clean(headline ?? words.Slice(0, 8).ToString()),
                Body = words.ToString(),
            });
        }
    }
}
