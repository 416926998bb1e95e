namespace NewsPlatform.Contracts.Tests;

/// <summary>One message of each type with every member filled, so that a golden file shows them all.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyDictionary<Type, object> All { get; } = new object[]
    {
        new ArticlesIngested { Articles = [new IngestedArticle { Article = Article, IngestedAt = Noon, Journey = Journey, Replay = "0193", StoredKeptArticleId = "fedcba9876543210fedcba9876543210" }] },
        new ArticlesAccepted { Articles = [new AcceptedArticle { Article = Article, IngestedAt = Noon, Verdict = Verdict, Journey = Journey, Replay = "0193" }] },
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
                        Script = "Arab",
                        Dialect = "apc",
                        Languages = [new LanguageShare { Language = "ar", Share = 0.8 }, new LanguageShare { Language = "en", Share = 0.2 }],
                        Text = new TextFacts { Words = 2, Sentences = [0], ReadingSeconds = 1 },
                        Stems = "قال مسوول",
                        Headline = new BestHeadline { Text = "روسيا تهاجم", Derived = true, Removed = ["رويترز"] },
                        Origin = new Origin
                        {
                            Agencies = [new AgencyNamed { Agency = "AFP", Evidence = AgencyEvidence.Credit }],
                            Publisher = "فرانس 24",
                            Chain = ["فرانس 24", "AFP"],
                            Byline = "جون ليستر",
                            Contributors = [new Contributor { Name = "جيل لوليس", Place = "لندن" }],
                        },
                        Dateline = new Dateline { Place = "باريس", Agency = "AP", Date = new DateOnly(2026, 1, 6) },
                        Publication = new PublicationDate { Date = new DateOnly(2026, 1, 6), At = Noon, Source = DateSource.Dateline, YearInferred = true, Evidence = "6 يناير" },
                        Dates = [new DateMention { Start = 3, Length = 6, Date = new DateOnly(2026, 1, 6) }],
                        People = [new PersonMentioned { Name = "كير ستارمر", Role = "رئيس الوزراء", Variants = ["ستارمر"], Mentions = [Mention] }],
                        Organisations = [new OrganisationMentioned { Name = "حلف شمال الأطلسي", EnglishName = "NATO", Kind = "alliance", Mentions = [Mention] }],
                        Places =
                        [
                            new PlaceMentioned
                            {
                                Name = "باريس",
                                EnglishName = "Paris",
                                Kind = "city",
                                Country = "FR",
                                Latitude = 48.85,
                                Longitude = 2.35,
                                Mentions = [Mention],
                                Demonyms = [Mention],
                            },
                        ],
                        Quotes = [new Quotation { Text = "تقدمًا", Start = 4, Speaker = "كير ستارمر", Verb = "قال", Indirect = true }],
                        Keywords = [new Keyword { Phrase = "مدينتين", Score = 0.5, Count = 2 }],
                        Category = new Category { Name = "conflict", Confidence = 0.7, Words = ["تهاجم"], RunnerUp = "politics" },
                        Summary = [new TextSpan { Text = "قال مسؤولون", Start = 0 }],
                        Quality = [new QualityFlag { Flag = QualityFlags.CutOff, Evidence = "مسؤولون" }],
                        Story = new StoryMembership
                        {
                            StoryId = "s1",
                            Score = 0.9,
                            Reasons = [new StoryReason { Feature = "text", Value = 0.5, Weight = 1.5 }],
                            ClosestArticleId = "fedcba9876543210fedcba9876543210",
                        },
                        Failures = [new EnricherFailure { Enricher = "names/1", Reason = "budget exceeded" }],
                    },
                    Journey = Journey,
                    Replay = "0193",
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
                    OverruledAt = Noon.AddHours(1),
                    Journey = Journey,
                },
            ],
        },
        new ArticlesSetAside
        {
            Articles =
            [
                new SetAsideArticle
                {
                    ArticleId = Article.ArticleId,
                    DocumentId = Article.DocumentId,
                    Position = 1,
                    Fate = Fate.Quarantined,
                    Reason = "لا يمكن حفظ المقال",
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
            InsteadOf = "00112233445566778899aabbccddeeff",
            Replay = "0193",
        },
        new ArticlesJudged
        {
            Articles =
            [
                new JudgedArticle
                {
                    ArticleId = Article.ArticleId,
                    Replay = "0193",
                    Verdict = Verdict,
                    Unjudged = Unjudged.LeftWindow,
                    Related = ["fedcba9876543210fedcba9876543210"],
                    IsSayable = true,
                    Journey = Journey,
                },
            ],
        },
    }.ToDictionary(message => message.GetType());

    private static Mention Mention => new() { Start = 1, Length = 2 };

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
