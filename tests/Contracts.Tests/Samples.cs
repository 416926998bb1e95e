namespace NewsPlatform.Contracts.Tests;

/// <summary>One message of each type with every member filled, so that a golden file shows them all.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<Type, object> All { get; } = new object[]
    {
        new ArticlesIngested { Articles = [new IngestedArticle { Article = Article, IngestedAt = Noon, Journey = Journey }] },
        new ArticlesAccepted { Articles = [new AcceptedArticle { Article = Article, IngestedAt = Noon, Verdict = Verdict, Journey = Journey }] },
        new ArticlesRepeated
        {
            Articles =
            [
                new RepeatedArticle
                {
                    ArticleId = Article.ArticleId,
                    Verdict = Verdict,
                    Journey = Journey,
                    Article = Article,
                    IngestedAt = Noon,
                },
            ],
        },
        new ArticlesEnriched
        {
            Articles =
            [
                new EnrichedArticle
                {
                    Article = Article,
                    IngestedAt = Noon,
                    Verdict = Verdict,
                    Enrichment = new Enrichment
                    {
                        Language = "ar",
                        LanguageConfidence = 0.98,
                        NormalizedText = "قال مسوولون",
                        Enrichers = ["language/1", "text/n1"],
                    },
                    Journey = Journey,
                },
            ],
        },
        new ArticlesStored
        {
            Articles =
            [
                new StoredArticle
                {
                    ArticleId = Article.ArticleId,
                    DocumentId = Article.DocumentId,
                    Position = 1,
                    Fate = Fate.Repeated,
                    Verdict = VerdictKind.Contained,
                    KeptArticleId = "fedcba9876543210fedcba9876543210",
                    Journey = Journey,
                },
            ],
        },
        new ArticlesCorrected { Articles = [new CorrectedArticle { ArticleId = Article.ArticleId, Verdict = Verdict, Journey = Journey }] },
        new VerdictOverruled
        {
            ArticleId = Article.ArticleId,
            OtherId = "fedcba9876543210fedcba9876543210",
            IsRepeat = true,
            By = "رنا",
            At = Noon.AddHours(1),
            Reason = "الخبر نفسه بصياغة أخرى",
            Journey = Journey,
        },
    }.ToDictionary(message => message.GetType());

    private static Article Article => new()
    {
        ArticleId = "0123456789abcdef0123456789abcdef",
        DocumentId = new string('a', 64),
        Position = 1,
        Source = "agency",
        Kind = ArticleKind.Teaser,
        Text = "قال مسؤولون",
        Headline = "روسيا تهاجم «أكبر» مدينتين",
        HeadlineFrom = "repeated-line",
        Subheads = ["وافق زيلينسكي"],
        Credits = ["فرانس24/ أ ف ب"],
        RelatedHeadlines = ["دوديك: لن تنضم"],
        Dateline = "باريس (AP)",
        Published = Noon.AddDays(-1),
        Author = "جون ليستر",
        Link = "https://news.example/1",
        SourceId = "guid-1",
        DeclaredLanguage = "ar-EG",
        Start = 10,
        End = 250,
        Confidence = 0.75,
    };

    private static Journey Journey => Journey.Empty.Passed(
        "ingestion", "0.1.0", "host:1", Noon, Noon.AddMilliseconds(5), "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");

    private static Verdict Verdict => new()
    {
        Kind = VerdictKind.Contained,
        Rule = "contained-runs",
        RuleVersion = "1",
        Score = 0.91,
        KeptArticleId = "fedcba9876543210fedcba9876543210",
        Passages = [new SharedPassage { Start = 0, Length = 11, KeptStart = 40, KeptLength = 12 }],
        OverruledAt = Noon.AddHours(1),
    };
}
