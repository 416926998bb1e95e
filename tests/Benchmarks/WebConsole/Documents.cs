using NewsPlatform.Benchmarks.Dedup;
using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>
/// An endless stream of finished documents in the shares that the corpora showed: of a hundred articles ten repeat an earlier one,
/// three are new versions of one, two share a headline; now and then one is rejected, or set aside with a reason.
/// </summary>
internal sealed class Documents
{
    public const double FailedShare = 0.01;

    private const double RejectedShare = 0.003, SetAsideShare = 0.004, RepeatedShare = 0.10, RevisedShare = 0.03, HeadlineShare = 0.02;
    private const double DiscardedShare = 0.2;
    private const int Outlets = 40, Kept = 2_000, LongestExcerpt = 400;

    private static readonly string[] Services = ["storage", "enrichment", "deduplication"];
    private static readonly string[] Reasons =
    [
        "The store refused it: the document is larger than 16 MB", "The text has no letters", "The enricher 'places' gave up after 10 s",
        "A date of the year 20226 cannot be kept", "The headline is longer than 4,096 characters", "Unexpected end of the message",
    ];

    private readonly Random random;
    private readonly SyntheticNews news;
    private readonly Vocabulary vocabulary;
    private readonly Margin margin;
    private readonly Stories stories;

    // Copies and new versions appear soon after what they are of.
    private readonly List<Article> recent = [];

    public Documents(Vocabulary vocabulary, int seed)
    {
        (this.vocabulary, random, news) = (vocabulary, new Random(seed), new SyntheticNews(vocabulary, seed));
        (margin, stories) = (new Margin(vocabulary, random), new Stories(random, seed));
    }

    /// <summary>A file that nobody could read.</summary>
    public MadeDocument Failed(DateTimeOffset claimed)
    {
        var id = Hex(64);
        return new(Entry(id, claimed, 0) with { Name = $"{id[..8]}.bin", State = DocumentState.Failed, Reason = "This is no text: it holds bytes that no text has.", Format = null, Path = null });
    }

    /// <param name="claimed">When the file came.</param>
    /// <param name="found">Articles in it.</param>
    /// <param name="room">So many of them may be stored.</param>
    public MadeDocument Next(DateTimeOffset claimed, int found, int room)
    {
        var made = new MadeDocument(Entry(Hex(64), claimed, found));
        for (var position = 0; position < found; position++)
        {
            var choice = random.NextDouble();
            if (choice < RejectedShare)
            {
                made.Fates.Add(new() { ArticleId = Hex(32), Fate = Fate.Rejected, Reason = "The record has no text." });
            }
            else if (choice < RejectedShare + SetAsideShare)
            {
                SetAside(made, Fresh(made, position));
            }
            else if (recent.Count > 0 && (choice < RejectedShare + SetAsideShare + RepeatedShare || made.Stored.Count == room))
            {
                Repeat(made, position, recent[random.Next(recent.Count)]);
            }
            else
            {
                Store(made, position);
            }
        }

        return made;
    }

    private void Store(MadeDocument made, int position)
    {
        var choice = random.NextDouble();
        var article = Fresh(made, position);
        var verdict = new Verdict { Kind = VerdictKind.New, Rule = "nothing-like-it", RuleVersion = "1/1", Score = 0 };
        if (recent.Count > 0 && choice < RevisedShare + HeadlineShare)
        {
            var earlier = recent[random.Next(recent.Count)];
            var revised = choice < RevisedShare;
            verdict = new() { Kind = revised ? VerdictKind.Revised : VerdictKind.Headline, Rule = revised ? "newer-version" : "same-headline", RuleVersion = "1/1", Score = 0.8, KeptArticleId = earlier.ArticleId };
            article = article with { Headline = earlier.Headline, Text = revised ? earlier.Text + "\n\n" + article.Text[..Math.Min(200, article.Text.Length)] : article.Text };
        }

        var (ingested, stored) = (made.Entry.ClaimedAt.AddSeconds(1), made.Entry.ClaimedAt.AddSeconds(3));
        var published = ingested.AddMinutes(-random.Next(1, 90));
        var notes = margin.Of(article, published, stories.Next());
        made.Stored.Add(new()
        {
            Id = article.ArticleId,
            Article = article,
            Verdict = verdict,
            Enrichment = notes,
            Journey = Way(ingested, "ingestion", "deduplication", "enrichment", "storage"),
            IngestedAt = ingested,
            StoredAt = stored,
            Version = stored.ToUnixTimeMilliseconds(),
            Search = SearchEntry.Later(article, notes, ingested, stored.ToUnixTimeMilliseconds()),
        });
        made.Fates.Add(new() { ArticleId = article.ArticleId, Headline = article.Headline, Fate = Fate.Stored, Verdict = verdict.Kind, KeptArticleId = verdict.KeptArticleId });
        if (recent.Count < Kept)
        {
            recent.Add(article);
        }
        else
        {
            recent[random.Next(Kept)] = article;
        }
    }

    private void Repeat(MadeDocument made, int position, Article kept)
    {
        var (kind, rule, text, start) = random.Next(3) switch
        {
            0 => (VerdictKind.Exact, "same-text", kept.Text, 0),
            1 => Near(),
            _ => (VerdictKind.Contained, "inside-of", kept.Text[..Math.Min(LongestExcerpt, kept.Text.Length)], 0),
        };
        var article = Fresh(made, position) with { Headline = kept.Headline, Text = text };
        var verdict = new Verdict
        {
            Kind = kind,
            Rule = rule,
            RuleVersion = "1/1",
            Score = 0.95,
            KeptArticleId = kept.ArticleId,
            Passages = [new() { Start = start, Length = text.Length - start, KeptStart = 0, KeptLength = text.Length - start }],
        };
        var ingested = made.Entry.ClaimedAt.AddSeconds(1);
        made.Repeats.Add(new() { Id = article.ArticleId, Article = article, Verdict = verdict, Journey = Way(ingested, "ingestion", "deduplication", "storage"), IngestedAt = ingested, StoredAt = ingested.AddSeconds(2) });
        made.Fates.Add(new() { ArticleId = article.ArticleId, Headline = article.Headline, Fate = Fate.Repeated, Verdict = kind, KeptArticleId = kept.ArticleId });

        (string, string, string, int) Near()
        {
            var lead = kept.Text[..Math.Min(40, kept.Text.Length)] + ".\n\n";
            return (VerdictKind.Near, "nearly-the-same", lead + kept.Text, lead.Length);
        }
    }

    private void SetAside(MadeDocument made, Article article)
    {
        var (service, reason, discarded) = (Services[random.Next(Services.Length)], Reasons[random.Next(Reasons.Length)], random.NextDouble() < DiscardedShare);
        made.SetAside.Add((article, service, reason, discarded));
        made.Fates.Add(new() { ArticleId = article.ArticleId, Headline = article.Headline, Fate = discarded ? Fate.Rejected : Fate.Quarantined, Reason = reason });
    }

    private Article Fresh(MadeDocument made, int position)
    {
        int[] words;
        bool repeats;
        do
        {
            (words, repeats) = news.Next();
        }
        while (repeats);

        return new()
        {
            ArticleId = Hex(32),
            DocumentId = made.Entry.Id,
            Position = position,
            Source = made.Entry.Source,
            Kind = ArticleKind.Full,
            Headline = string.Join(' ', words.Take(8).Select(vocabulary.Word)),
            HeadlineFrom = "title",
            Text = vocabulary.Prose(words),
            Author = "المحرر",
            Link = $"https://example.org/{made.Entry.Id[..8]}/{position}",
        };
    }

    private LedgerEntry Entry(string id, DateTimeOffset claimed, int found)
    {
        // Some outlets send much more than others.
        var source = $"outlet {(int)(Outlets * Math.Pow(random.NextDouble(), 2))}";
        return new()
        {
            Id = id,
            Name = $"{source}/{claimed:yyyy-MM-dd}-{id[..6]}.jsonl",
            Source = source,
            Bytes = 4_000L * Math.Max(1, found),
            State = DocumentState.Complete,
            Format = "jsonl",
            Encoding = "utf-8",
            EncodingConfidence = 1,
            Found = found,
            TraceId = Hex(32),
            ClaimedAt = claimed,
            AnnouncedAt = claimed.AddSeconds(1),
            CompletedAt = claimed.AddSeconds(4),
            Path = $"{claimed:yyyy/MM/dd}/{id[..6]}.jsonl",
        };
    }

    private Journey Way(DateTimeOffset from, params ReadOnlySpan<string> stages)
    {
        var journey = Journey.Empty;
        foreach (var stage in stages)
        {
            journey = journey.Passed(stage, "0.1.0", "host/1", from, from.AddMilliseconds(40), $"00-{Hex(32)}-{Hex(16)}-01");
            from = from.AddMilliseconds(60);
        }

        return journey;
    }

    private string Hex(int digits) => string.Create(digits, random, (text, random) => random.GetHexString(text, lowercase: true));
}
