using System.Runtime.InteropServices;
using NewsPlatform.Contracts;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// The window's articles, and the verdict on the next one. Not thread-safe: one writer and reader at a time.
/// </summary>
/// <remarks>
/// A replica feeds it from the log. For each batch: write the batch's own fingerprints to the log; read from the log what
/// others wrote and <see cref="Add(Fingerprint)"/> it, and their pairs with <see cref="Add(Relation)"/>; then
/// <see cref="Decide"/> each own article and log its pairs. Of two articles at least one is decided with the other in the
/// index, so every pair is found by somebody; adding anything twice changes nothing.
/// </remarks>
internal sealed class DetectionIndex : IDisposable
{
    // Under a headline that so many articles carry ("Today's papers") nothing is repeated: it is a rubric.
    private const int RubricFrom = 32;
    private const int MaxTwins = 8;
    private const int MaxPassages = 32;

    // What one hash space holds apart.
    private const ulong IdSalt = 0x243F6A8885A308D3, BodySalt = 0x13198A2E03707344, HeadlineSalt = 0xA4093822299F31D0, IdentitySalt = 0x082EFA98EC4E6C89, ArticleSalt = 0x452821E638D01377;

    private readonly StoredArticles articles;
    private readonly PostingIndex postings = new();
    private readonly CandidateFinder finder;
    private readonly RepeatGraph graph = new();
    private readonly PairJudge judge;
    private readonly List<ulong> sample = [];
    private readonly List<int> candidates = [];

    // The article that the judge was last prepared with.
    private ArticleOrder? prepared;

    private readonly List<int> starts = [];
    private readonly List<int> otherStarts = [];
    private readonly int[] found = new int[PostingIndex.MaxPostings];

    public DetectionIndex(DetectionOptions? options = null, DetectionRules? rules = null)
    {
        options ??= new DetectionOptions();
        articles = new StoredArticles(options.SpillDirectory);
        finder = new CandidateFinder(postings, articles, options);
        judge = new PairJudge(rules ?? DetectionRules.Default);
    }

    /// <summary>Articles in the window.</summary>
    public long Count => articles.Count;

    /// <summary>Articles that have to do with another one.</summary>
    public int RelatedCount => graph.Count;

    /// <summary>Bytes outside the collector's heap.</summary>
    public long ArenaBytes => articles.ArenaBytes;

    /// <summary>The articles that the last decision compared texts with: for figures.</summary>
    public IEnumerable<ArticleOrder> LastCompared => candidates.Select(number => articles[number].Order);

    /// <summary>The clusters of copies, the kept article first: for tests and figures.</summary>
    public IEnumerable<IReadOnlyList<ArticleOrder>> Clusters => graph.Clusters();

    /// <summary>Whether an article is in the window.</summary>
    public bool Contains(string articleId) => Number(new ArticleKey(articleId)) >= 0;

    /// <summary>An article's place in the order, while it is in the window.</summary>
    public ArticleOrder? Find(string articleId) => Number(new ArticleKey(articleId)) is >= 0 and var number ? articles[number].Order : null;

    /// <summary>Makes an article known without a verdict on it. A second time changes nothing.</summary>
    public void Add(Fingerprint article)
    {
        if (Number(article.Order.Id) < 0)
        {
            ShingleSampler.Sample(article.Words, sample);
            Store(article);
        }
    }

    /// <summary>Makes a pair known that another replica verified. A second time changes nothing.</summary>
    public void Add(Relation relation) => graph.Add(relation);

    /// <summary>Makes pairs known that others verified.</summary>
    /// <returns>The articles that are something else by them than before.</returns>
    public IReadOnlyList<ArticleOrder> Learn(IReadOnlyCollection<Relation> relations)
    {
        var news = relations.Where(relation => !graph.Knows(relation)).ToList();
        var before = news.SelectMany(relation => graph.Neighbourhood(relation.Earlier).Concat(graph.Neighbourhood(relation.Later)))
            .Distinct().ToDictionary(order => order, graph.Standing);
        news.ForEach(graph.Add);
        return [.. before.Where(entry => IsOther(entry.Value, graph.Standing(entry.Key))).Select(entry => entry.Key)];
    }

    /// <summary>The articles whose standing pairs of an article can have changed.</summary>
    public IReadOnlyList<ArticleOrder> Neighbours(ArticleOrder article, IReadOnlyList<Relation> relations) =>
        [.. relations.SelectMany(relation => graph.Neighbourhood(relation.Other(article))).Distinct().Where(other => other != article)];

    /// <summary>What an article is, with the passages that show it.</summary>
    public Decision Describe(ArticleOrder article) => Change(article, graph.Standing(article));

    /// <summary>What an article is, as far as everything known says.</summary>
    public Standing StandingOf(ArticleOrder article) => graph.Standing(article);

    /// <summary>
    /// The verdict on an article against everything known, earlier or later; makes it known. A second time finds the same.
    /// </summary>
    public Decision Decide(Fingerprint article)
    {
        var view = article.View;
        var relations = Judge(article);
        var compared = candidates.Count;
        if (Number(article.Order.Id) < 0)
        {
            Store(article);
        }

        var changed = Connect(article.Order, relations);
        var standing = graph.Standing(article.Order);
        return new Decision
        {
            Standing = standing,
            Passages = Passages(view, standing),
            Relations = relations,
            Changed = changed,
            HeadlineTwins = HeadlineTwins(view).ConvertAll(twin => twin.Id.ToString()),
            Compared = compared,
        };
    }

    /// <summary>Makes known what was said about two articles of the window. A second time changes nothing.</summary>
    /// <returns>Their pair, and what every article is now that was something else before, the first of the two in any case; nothing where one is not in the window.</returns>
    public (Relation Pair, IReadOnlyList<Decision> Changed)? Overrule(string articleId, string otherId, bool isRepeat, DateTimeOffset at, string rule = Rules.Overruled)
    {
        var (first, second) = (Number(new ArticleKey(articleId)), Number(new ArticleKey(otherId)));
        if (first < 0 || second < 0 || first == second)
        {
            return null;
        }

        var (article, other) = (articles[first].Order, articles[second].Order);
        var pair = Relation.Overruled(article, other, isRepeat, at, rule);
        var before = graph.Neighbourhood(article).Concat(graph.Neighbourhood(other)).Distinct().ToDictionary(order => order, graph.Standing);
        graph.Add(pair);
        before.Remove(article);
        return (pair, [Change(article, graph.Standing(article)), .. Changes(before)]);
    }

    /// <summary>The verified pairs of an article with those in the index; the index stays as it is.</summary>
    public List<Relation> Judge(Fingerprint article) => Judge(article.View);

    /// <summary>
    /// The pairs of an article of the window under the rules of now, whatever was found before: with those that are found
    /// today, and with those that it had a pair with. What people said holds, and so does a pair whose other text is gone. The
    /// index stays as it is.
    /// </summary>
    /// <param name="article">The article, with its place in the order as it is known here.</param>
    /// <param name="answered">Takes in everybody about whom the pairs, or the lack of one, are the answer.</param>
    public List<Relation> JudgeAgain(Fingerprint article, ISet<ArticleOrder> answered) => JudgeAgain(article.View, answered);

    /// <summary>The same of an article that is looked at by what is stored of it; of one that has left the window, its pairs as they were.</summary>
    public IReadOnlyList<Relation> JudgeAgain(ArticleOrder article) =>
        Number(article.Id) is >= 0 and var number ? JudgeAgain(articles.View(number), new HashSet<ArticleOrder>()) : graph.Pairs(article);

    /// <summary>Whether an article is in the window, or known by the pairs of those that are.</summary>
    public bool Knows(string articleId) => Contains(articleId) || graph.Holds(new ArticleKey(articleId));

    /// <summary>
    /// Forgets articles the platform took in before a moment, oldest first, up to the first one it took in later.
    /// Their exact copies are no longer found here: unlimited exact keys are the store's to keep.
    /// </summary>
    public void ExpireBefore(DateTimeOffset seen)
    {
        for (var number = articles.FirstLive; number < articles.Next && articles[number].Seen < seen.UtcTicks; number++)
        {
            graph.Expire(articles[number].Order);
        }

        articles.ExpireBefore(seen);
        postings.FirstLive = articles.FirstLive;
    }

    public void Dispose() => articles.Dispose();

    private List<Relation> JudgeAgain(in ArticleView article, ISet<ArticleOrder> answered)
    {
        var order = article.Order;
        var relations = Judge(article);
        answered.UnionWith(candidates.Select(number => articles[number].Order));
        foreach (var known in graph.Pairs(order))
        {
            var other = known.Other(order);
            var number = Number(other.Id);
            if (known.OverruledAt is not null || known.IsInherited || number < 0)
            {
                relations.RemoveAll(relation => relation.Other(order) == other);
                relations.Add(known);
            }
            else if (answered.Add(other))
            {
                // Whoever is found is found among those of today, and there may be more of them than on the day of the pair.
                Prepare(article);
                var view = articles.View(number);
                var judgement = judge.Judge(article, view);
                if (judgement.Kind != RepeatKind.New)
                {
                    relations.RemoveAll(relation => relation.Other(order) == other);
                    relations.Add(Relation.Of(order, other, judgement));
                }
            }

            // A headline that has become a rubric since then still is the same headline.
            if (known.Kind == RepeatKind.Headline && number >= 0 && articles[number].Headline == article.Headline && !relations.Exists(relation => relation.Other(order) == other))
            {
                relations.Add(known);
            }
        }

        return relations;
    }

    private List<Relation> Judge(in ArticleView view)
    {
        ShingleSampler.Sample(view.Words, sample);
        finder.Find(CollectionsMarshal.AsSpan(sample), candidates);
        AddByKey((ulong)view.BodyKey, BodySalt);
        AddByKey(view.ArticleKey, ArticleSalt);
        AddByKey(view.Identity, IdentitySalt);
        var order = view.Order;
        candidates.RemoveAll(number => articles[number].Id == order.Id);

        var relations = new List<Relation>();
        prepared = null;
        foreach (var candidate in candidates)
        {
            Prepare(view);
            var other = articles.View(candidate);
            var judgement = judge.Judge(view, other);
            if (judgement.Kind != RepeatKind.New)
            {
                relations.Add(Relation.Of(order, other.Order, judgement));
            }
        }

        foreach (var twin in HeadlineTwins(view))
        {
            if (!relations.Exists(relation => relation.Other(order) == twin))
            {
                relations.Add(Relation.Of(order, twin, new Judgement(RepeatKind.Headline, TextRelation.None, Rules.SameHeadline, 1)));
            }
        }

        return relations;
    }

    private void Store(Fingerprint article)
    {
        var view = article.View;
        var number = articles.Add(article, sample.Count);
        foreach (var hash in sample)
        {
            postings.Add(hash, number);
        }

        AddKey(view.Order.Id.Hash, IdSalt, number);
        AddKey((ulong)view.BodyKey, BodySalt, number);
        AddKey(view.ArticleKey, ArticleSalt, number);
        AddKey(view.Identity, IdentitySalt, number);
        AddKey(view.Headline, HeadlineSalt, number);
    }

    private void AddKey(ulong key, ulong salt, int number)
    {
        if (key != 0)
        {
            postings.Add(Mix(key, salt), number);
        }
    }

    private void AddByKey(ulong key, ulong salt)
    {
        var count = key == 0 ? 0 : postings.Find(Mix(key, salt), found);
        foreach (var number in found.AsSpan(0, count))
        {
            if (!candidates.Contains(number))
            {
                candidates.Add(number);
            }
        }
    }

    private int Number(ArticleKey id)
    {
        var count = postings.Find(Mix(id.Hash, IdSalt), found);
        foreach (var number in found.AsSpan(0, count))
        {
            if (articles[number].Id == id)
            {
                return number;
            }
        }

        return -1;
    }

    private List<ArticleOrder> HeadlineTwins(in ArticleView article)
    {
        var twins = new List<ArticleOrder>();
        var count = article.Headline == 0 ? 0 : postings.Find(Mix(article.Headline, HeadlineSalt), found);
        foreach (var number in found.AsSpan(0, count))
        {
            ref readonly var entry = ref articles[number];
            if (entry.Headline == article.Headline && entry.Id != article.Order.Id)
            {
                twins.Add(entry.Order);
            }
        }

        twins.Sort();
        return count >= RubricFrom ? [] : twins.Count <= MaxTwins ? twins : twins.GetRange(0, MaxTwins);
    }

    // Adds the pairs, and says which other articles are now something else than before.
    private List<Decision> Connect(ArticleOrder article, List<Relation> relations)
    {
        if (relations.Count == 0)
        {
            return [];
        }

        if (!graph.ChangesOthers(article, relations))
        {
            graph.Add(article, relations);
            return [];
        }

        var before = relations.SelectMany(relation => graph.Neighbourhood(relation.Other(article))).Distinct()
            .ToDictionary(other => other, graph.Standing);
        before.Remove(article);
        graph.Add(article, relations);
        return Changes(before);
    }

    private List<Decision> Changes(Dictionary<ArticleOrder, Standing> before)
    {
        var changed = new List<Decision>();
        foreach (var (other, was) in before)
        {
            var now = graph.Standing(other);
            if (IsOther(was, now))
            {
                changed.Add(Change(other, now));
            }
        }

        return changed;
    }

    private static bool IsOther(Standing was, Standing now) =>
        (now.Kind, now.KeptArticleId, now.ArticleVersion) != (was.Kind, was.KeptArticleId, was.ArticleVersion);

    private Decision Change(ArticleOrder article, Standing now)
    {
        var number = Number(article.Id);
        IReadOnlyList<SharedPassage> passages = [];
        if (number >= 0)
        {
            passages = Passages(articles.View(number), now);
        }

        return new Decision { Standing = now, Passages = passages, Relations = [], Changed = [], HeadlineTwins = [], Compared = 0 };
    }

    private void Prepare(in ArticleView article)
    {
        if (prepared != article.Order)
        {
            judge.Prepare(article);
            prepared = article.Order;
        }
    }

    private List<SharedPassage> Passages(in ArticleView article, Standing standing)
    {
        var kept = standing.KeptArticleId is { } id && standing.Kind != RepeatKind.Headline ? Number(new ArticleKey(id)) : -1;
        if (kept < 0)
        {
            return [];
        }

        Prepare(article);
        var other = articles.View(kept);
        WordOffsets.Read(article.Offsets, starts);
        WordOffsets.Read(other.Offsets, otherStarts);
        var passages = new List<SharedPassage>();
        foreach (var run in judge.SharedRuns(other.Words).OrderByDescending(run => run.Length).Take(MaxPassages).OrderBy(run => run.Start))
        {
            var (start, end) = WordOffsets.Locate(starts, run.Start, run.Length);
            var (keptStart, keptEnd) = WordOffsets.Locate(otherStarts, run.OtherStart, run.Length);
            passages.Add(new SharedPassage { Start = start, Length = end - start, KeptStart = keptStart, KeptLength = keptEnd - keptStart });
        }

        return passages;
    }

    private static ulong Mix(ulong key, ulong salt) => (key ^ salt) * 0x9E3779B97F4A7C15;
}
