using System.Runtime.InteropServices;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>The numbers of the clustering; measured with <c>eval stories</c>.</summary>
internal sealed record StoryRules
{
    public static StoryRules Default { get; } = new();

    /// <summary>Articles further apart than this never meet.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Terms an article is found by.</summary>
    public int Rarest { get; init; } = 16;

    /// <summary>The newest articles of a term that are looked at.</summary>
    public int MostPostings { get; init; } = 64;

    /// <summary>Articles compared with each new one.</summary>
    public int MostCandidates { get; init; } = 40;

    /// <summary>The best members of a story that speak for it.</summary>
    public int Speakers { get; init; } = 3;

    /// <summary>Members from which a story speaks as a whole besides.</summary>
    public int Many { get; init; } = 4;

    /// <summary>Newest members that stand for the whole.</summary>
    public int Newest { get; init; } = 12;

    /// <summary>What the whole weighs beside the best few, from 0 to 1.</summary>
    public double Cohesion { get; init; } = 0.4;

    /// <summary>Log-odds from which an article joins.</summary>
    public double Join { get; init; }

    /// <summary>Share of common passages from which it joins whatever else is said: a copy or an excerpt.</summary>
    public double Copy { get; init; } = 0.6;

    /// <summary>Log-odds between two stories, on average over their best pairs, from which the younger joins the older.</summary>
    public double Merge { get; init; } = 1.5;

    /// <summary>Articles held at most; the oldest leave first.</summary>
    public int MostArticles { get; init; } = 150_000;
}

/// <summary>
/// Puts articles into stories as they come. The same articles in the same order always give the same stories, ids and
/// events. Not thread-safe.
/// </summary>
internal sealed class StoryEngine(JoinModel model, StoryRules rules)
{
    // A story is looked at for a split when it has grown to these sizes.
    private const int FirstSplitLook = 6;

    private readonly TermStatistics statistics = new();
    private readonly Dictionary<ulong, List<StoryVector>> postings = [];
    private readonly Dictionary<string, (StoryVector Vector, Story Story)> members = new(StringComparer.Ordinal);
    private readonly Queue<StoryVector> order = [];
    private readonly Dictionary<StoryVector, double> candidates = [];

    public int Articles => order.Count;

    /// <summary>Puts an article into its story. One that was put before keeps its place: the answer is the same again.</summary>
    public StoryOutcome Add(StoryArticle article)
    {
        if (members.TryGetValue(article.ArticleId, out var known))
        {
            return new StoryOutcome(known.Story.Id, 1, null, null, []);
        }

        Forget(article.At);
        var vector = StoryVector.Of(article, statistics, rules.Rarest);
        var events = new List<StoryEvent>();
        var best = BestStory(vector, out var scored);
        StoryOutcome outcome;
        if (best is { } join)
        {
            Put(vector, join.Story);
            events.Add(new StoryEvent(StoryChange.Grew, join.Story.Id, null, article.ArticleId, [article.ArticleId]));
            MergeInto(join.Story, vector, scored, events);
            var story = members[article.ArticleId].Story;
            outcome = new StoryOutcome(story.Id, JoinModel.Probability(join.Score), join.Closest.Article.ArticleId, join.Features, events);
        }
        else
        {
            var story = new Story(Story.IdOf(article.ArticleId));
            Put(vector, story);
            events.Add(new StoryEvent(StoryChange.Began, story.Id, null, article.ArticleId, [article.ArticleId]));
            outcome = new StoryOutcome(story.Id, 1, null, null, events);
        }

        Index(vector);
        return outcome;
    }

    /// <summary>Puts an article where another replica has put it.</summary>
    public void Apply(StoryArticle article, string storyId)
    {
        if (members.ContainsKey(article.ArticleId))
        {
            return;
        }

        Forget(article.At);
        var vector = StoryVector.Of(article, statistics, rules.Rarest);
        var story = members.Values.FirstOrDefault(member => member.Story.Id == storyId).Story ?? new Story(storyId);
        Put(vector, story);
        Index(vector);
    }

    public string? StoryOf(string articleId) => members.TryGetValue(articleId, out var known) ? known.Story.Id : null;

    public Story? Find(string articleId) => members.TryGetValue(articleId, out var known) ? known.Story : null;

    private (Story Story, double Score, StoryVector Closest, JoinFeatures Features)? BestStory(
        StoryVector vector, out List<(StoryVector Other, double Score, JoinFeatures Features)> scored)
    {
        scored = [];
        foreach (var other in Candidates(vector))
        {
            var features = JoinFeatures.Of(vector, other);
            scored.Add((other, model.Score(features), features));
        }

        (Story Story, double Score, StoryVector Closest, JoinFeatures Features)? best = null;
        foreach (var group in scored.GroupBy(one => members[one.Other.Article.ArticleId].Story))
        {
            var speakers = group.OrderByDescending(one => one.Score).Take(rules.Speakers).ToList();
            var copy = speakers[0].Features.Passages >= rules.Copy;

            var score = copy ? Math.Max(speakers[0].Score, rules.Join) : speakers.Average(one => one.Score);
            if (!copy && score >= rules.Join && group.Key.Members.Count >= rules.Many)
            {
                score -= rules.Cohesion * (score - Whole(vector, group.Key));
            }

            if (score >= rules.Join && (best is not { } known || score > known.Score || (score == known.Score && string.CompareOrdinal(group.Key.Id, known.Story.Id) < 0)))
            {
                best = (group.Key, score, speakers[0].Other, speakers[0].Features);
            }
        }

        return best;
    }

    // How near the article is to a story as a whole, by its newest members: telegrams of congratulation and weather reports
    // chain into stories of a month where each link alone holds.
    private double Whole(StoryVector vector, Story story)
    {
        double sum = 0;
        var first = Math.Max(0, story.Members.Count - rules.Newest);
        for (var i = first; i < story.Members.Count; i++)
        {
            sum += model.Score(JoinFeatures.Of(vector, story.Members[i]));
        }

        return sum / (story.Members.Count - first);
    }

    private IEnumerable<StoryVector> Candidates(StoryVector vector)
    {
        candidates.Clear();
        foreach (var term in vector.Rarest)
        {
            if (!postings.TryGetValue(term, out var list))
            {
                continue;
            }

            var share = 1 / Math.Log2(2 + list.Count);
            for (var i = list.Count - 1; i >= Math.Max(0, list.Count - rules.MostPostings); i--)
            {
                if ((list[i].Article.At - vector.Article.At).Duration() <= rules.Window)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(candidates, list[i], out _) += share;
                }
            }
        }

        return candidates.OrderByDescending(one => one.Value).ThenBy(one => one.Key.Article.ArticleId, StringComparer.Ordinal).Take(rules.MostCandidates).Select(one => one.Key);
    }

    // The new article may show that two stories are one: where it is close to both, and they are close to each other.
    private void MergeInto(Story story, StoryVector vector, List<(StoryVector Other, double Score, JoinFeatures Features)> scored, List<StoryEvent> events)
    {
        var others = scored.Where(one => one.Score >= rules.Merge).Select(one => members[one.Other.Article.ArticleId].Story)
            .Where(other => other != story).Distinct().OrderBy(other => other.Id, StringComparer.Ordinal).ToList();
        foreach (var other in others)
        {
            if (Closeness(story, other) < rules.Merge)
            {
                continue;
            }

            var (kept, gone) = Older(story, other) ? (story, other) : (other, story);
            foreach (var member in gone.Members)
            {
                kept.Members.Add(member);
                members[member.Article.ArticleId] = (member, kept);
            }

            kept.Last = kept.Last > gone.Last ? kept.Last : gone.Last;
            events.Add(new StoryEvent(StoryChange.Joined, kept.Id, gone.Id, vector.Article.ArticleId, [.. gone.Members.Select(member => member.Article.ArticleId)]));
            gone.Members.Clear();
            story = kept;
        }
    }

    private static bool Older(Story one, Story other) =>
        one.Members[0].Article.At != other.Members[0].Article.At
            ? one.Members[0].Article.At < other.Members[0].Article.At
            : string.CompareOrdinal(one.Id, other.Id) < 0;

    // On average over each one's latest members the best log-odds with the other's.
    private double Closeness(Story one, Story other)
    {
        var (ones, others) = (one.Members.TakeLast(8).ToList(), other.Members.TakeLast(8).ToList());
        return ones.Average(member => others.Max(second => model.Score(JoinFeatures.Of(member, second))));
    }

    private void Put(StoryVector vector, Story story)
    {
        story.Members.Add(vector);
        story.Last = vector.Article.At > story.Last ? vector.Article.At : story.Last;
        members[vector.Article.ArticleId] = (vector, story);
        order.Enqueue(vector);
    }

    private void Index(StoryVector vector)
    {
        statistics.Add(vector.Article);
        foreach (var term in vector.Rarest)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, term, out _);
            (list ??= []).Add(vector);
        }
    }

    // What came first leaves first, once it is out of every window: an archive may bring any date at any time, so age
    // alone decides only together with the number held.
    private void Forget(DateTimeOffset now)
    {
        while (order.TryPeek(out var oldest) && (order.Count >= rules.MostArticles || (now - oldest.Article.At).Duration() > rules.Window * 2))
        {
            order.Dequeue();
            statistics.Remove(oldest.Article);
            var story = members[oldest.Article.ArticleId].Story;
            story.Members.Remove(oldest);
            members.Remove(oldest.Article.ArticleId);
            foreach (var term in oldest.Rarest)
            {
                if (postings.TryGetValue(term, out var list))
                {
                    list.Remove(oldest);
                    if (list.Count == 0)
                    {
                        postings.Remove(term);
                    }
                }
            }
        }
    }
}
