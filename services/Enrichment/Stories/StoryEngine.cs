using System.Runtime.InteropServices;
using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// Puts articles into stories as they come. The same articles and changes in the same order always give the same stories
/// and ids. Not thread-safe.
/// </summary>
internal sealed class StoryEngine(JoinModel model, StoryRules rules)
{
    // A story is looked at for a split when it has grown to these sizes: each look costs the square of its newest members.
    private const int FirstSplitLook = 6, MostInSplitLook = 48, LeastToLeave = 2;

    private readonly TermStatistics statistics = new();
    private readonly CandidateIndex index = new(rules);

    // By their numbers in the index.
    private readonly List<Member> numbered = [];
    private readonly Dictionary<string, Member> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Story> stories = new(StringComparer.Ordinal);

    // What is put into a story by a replica that does not know yet that it joined another goes to the other.
    private readonly JoinedNames joined = new();
    private readonly Queue<Member> order = [];

    private sealed class Member(StoryVector vector, int number, DateTimeOffset arrived, bool mine)
    {
        /// <summary>In the index.</summary>
        public int Number { get; } = number;

        /// <summary>Decided by this replica, in its turn.</summary>
        public bool Mine { get; } = mine;

        public StoryVector Vector { get; } = vector;

        public DateTimeOffset Arrived { get; } = arrived;

        /// <summary>None while its own replica has not decided yet.</summary>
        public Story? Story { get; set; }

        public StoryChange? Placed { get; set; }
    }

    private sealed record Scored(Member Other, double Score, JoinFeatures Features);

    private sealed record LeftStory(string Story, List<string> Articles);

    private sealed record Choice(Story Story, double Score, Scored Closest);

    public int Articles => order.Count;

    /// <summary>When the first article of the window arrived.</summary>
    public DateTimeOffset? Oldest => order.TryPeek(out var oldest) ? oldest.Arrived : null;

    /// <summary>Learns of an article and puts it into its story at once.</summary>
    public StoryOutcome Add(StoryArticle article, DateTimeOffset arrived)
    {
        Learn(article, arrived, mine: true);
        return Decide(article.ArticleId);
    }

    /// <summary>Learns of an article that this or another replica is about to decide. Again: nothing changes.</summary>
    public void Learn(StoryArticle article, DateTimeOffset arrived, bool mine)
    {
        if (members.ContainsKey(article.ArticleId))
        {
            return;
        }

        while (order.Count >= rules.MostArticles)
        {
            ForgetOldest();
        }

        var vector = new StoryVector(article, statistics, rules.Rarest);
        var member = new Member(vector, index.Add(vector), arrived, mine);
        members.Add(article.ArticleId, member);
        order.Enqueue(member);
        statistics.Add(vector);
        if (member.Number == numbered.Count)
        {
            numbered.Add(member);
        }
        else
        {
            numbered[member.Number] = member;
        }
    }

    /// <summary>Puts an article that was learned into its story. One that was put before keeps its place: the answer is the same again.</summary>
    public StoryOutcome Decide(string articleId)
    {
        var member = members[articleId];
        if (member is { Story: { } known, Placed: { } placed })
        {
            return new StoryOutcome(placed.ToMembership(known.Id), []);
        }

        var changes = new List<StoryChange>();
        var scored = new List<Scored>();
        foreach (var candidate in index.Closest(member.Number))
        {
            if (Compare(member.Vector, numbered[candidate]) is { } near)
            {
                scored.Add(near);
            }
        }

        if (Best(member, scored) is { } best)
        {
            if (best.Closest.Other is { Story: null } undecided)
            {
                // The other is another replica's, which has not decided: it begins its story, or takes this one along.
                Put(undecided, best.Story);
            }

            // Articles may have followed this one into the story it was expected to begin.
            var expected = member.Story ?? stories.GetValueOrDefault(Story.IdOf(articleId));
            Put(member, best.Story);
            changes.Add(member.Placed = new StoryChange
            {
                Kind = ChangeKind.Grew,
                StoryId = best.Story.Id,
                ArticleId = articleId,
                Score = Math.Round(JoinModel.Probability(best.Score), 3),
                Reasons = Reasons(best.Closest.Features),
                ClosestArticleId = best.Closest.Other.Vector.ArticleId,
            });
            if (expected is not null && expected != best.Story && expected.Members.Count > 0)
            {
                Join(changes, new StoryChange
                {
                    Kind = ChangeKind.Joined,
                    StoryId = best.Story.Id,
                    OtherStoryId = expected.Id,
                    ArticleId = articleId,
                    Moved = [.. expected.Members.Select(one => one.ArticleId)],
                    Score = member.Placed.Score,
                    Reasons = member.Placed.Reasons,
                    ClosestArticleId = member.Placed.ClosestArticleId,
                });
            }

            if (Following(Join(Story.IdOf(articleId), Story.IdOf(articleId)), member.Placed) is { } following)
            {
                changes.Add(following);
            }

            JoinStories(member, scored, changes);
            JoinUndecided(member, scored, changes);
            LookForSplit(member.Story!, articleId, changes);
        }
        else
        {
            var story = StoryOf(Resolve(Story.IdOf(articleId)));
            Put(member, story);
            changes.Add(member.Placed = new StoryChange { Kind = ChangeKind.Began, StoryId = story.Id, ArticleId = articleId });
        }

        return new StoryOutcome(member.Placed.ToMembership(member.Story!.Id), changes);
    }

    /// <summary>Does what another replica did. Returns what follows from it here and nobody has said yet.</summary>
    public StoryChange? Apply(StoryChange change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Joined when change.OtherStoryId is { } gone:
                Followed(Resolve(change.StoryId));
                Followed(Resolve(gone));

                // Another one than was said may have left its articles: each replica may have joined them its own way.
                return Following(Join(change.StoryId, gone).Where(left => left.Story != gone), change);
            case ChangeKind.Split when change.OtherStoryId is { } left:
                joined.Forget(left);
                foreach (var moved in change.Moved.Where(members.ContainsKey))
                {
                    Put(members[moved], StoryOf(left));
                }

                return null;
            default:
                return members.TryGetValue(change.ArticleId, out var member) ? Place(member, change) : null;
        }
    }

    /// <summary>The story an article is in now.</summary>
    public Story? Find(string articleId) => members.TryGetValue(articleId, out var known) ? known.Story : null;

    /// <summary>
    /// Forgets what arrived before a moment. By arrival and not by publication: an archive may bring any date at any time.
    /// </summary>
    public void ForgetBefore(DateTimeOffset moment)
    {
        while (order.TryPeek(out var oldest) && oldest.Arrived < moment)
        {
            ForgetOldest();
        }
    }

    private StoryChange? Place(Member member, StoryChange change)
    {
        var own = Story.IdOf(change.ArticleId);
        if (members.TryGetValue(change.StoryId[1..], out var other) && other != member && other.Placed?.StoryId == own)
        {
            // Each of the two followed the other, not yet decided: one name must stay, the same for every replica.
            member.Placed = change;
            var (kept, gone) = string.CompareOrdinal(own, change.StoryId) < 0 ? (own, change.StoryId) : (change.StoryId, own);
            var moving = Resolve(kept) == kept && stories.TryGetValue(gone, out var leaving) ? leaving.Members.Select(one => one.ArticleId).ToList() : [];
            Put(member, StoryOf(Resolve(kept)));
            Join(kept, gone);
            Join(own, own);
            return moving.Count == 0 ? null : new StoryChange { Kind = ChangeKind.Joined, StoryId = kept, OtherStoryId = gone, ArticleId = change.ArticleId, Moved = moving, Score = change.Score, Reasons = change.Reasons };
        }

        var story = Followed(Resolve(change.StoryId));
        member.Placed = change;
        var promised = Resolve(own);
        var follows = story != promised && stories.ContainsKey(promised);
        Put(member, StoryOf(story));
        if (change.Kind == ChangeKind.Began)
        {
            return null;
        }

        // Whose article went into another story is no story's name, unless none of theirs is: said of all, it is the same everywhere.
        // Articles that followed this one into the story it was expected to begin, or that was joined to theirs, come along.
        return Following(Join(follows ? story : own, own), change);
    }

    // What is said is taken in here as by those who will read it.
    private StoryChange? Following(IEnumerable<LeftStory> left, StoryChange from)
    {
        if (left.FirstOrDefault() is not { } one)
        {
            return null;
        }

        var into = Resolve(one.Story);
        Join(into, one.Story);
        return new StoryChange { Kind = ChangeKind.Joined, StoryId = into, OtherStoryId = one.Story, ArticleId = from.ArticleId, Moved = one.Articles, Score = from.Score, Reasons = from.Reasons };
    }

    // Nothing for the many that nothing would follow from, whatever the rest of the comparison said. All weights are positive
    // but that of the days, which are known from the first.
    private Scored? Compare(StoryVector vector, Member other)
    {
        var features = JoinFeatures.AtMost(vector, other.Vector);
        if (features.Passages < rules.Copy && model.Score(features) < Math.Min(rules.Join, rules.Merge))
        {
            return null;
        }

        features = features.Exactly(vector, other.Vector);
        return new Scored(other, model.Score(features), features);
    }

    private Choice? Best(Member member, List<Scored> scored)
    {
        Choice? best = null;
        foreach (var group in scored.Where(one => one.Other is not { Story: null, Mine: true }).GroupBy(one => one.Other.Story?.Id ?? Resolve(Story.IdOf(one.Other.Vector.ArticleId))))
        {
            var closest = group.MaxBy(one => one.Score)!;
            var story = closest.Other.Story ?? stories.GetValueOrDefault(group.Key) ?? new Story(group.Key);
            var copy = closest.Features.Passages >= rules.Copy;
            if (!copy && closest.Score < rules.Join)
            {
                continue;
            }

            // By the story as a whole and not by its nearest member: telegrams of congratulation and weather reports chain
            // into stories of a month where each link alone holds.
            var score = copy ? Math.Max(closest.Score, rules.Join) : Whole(member.Vector, story) ?? closest.Score;
            if (score >= rules.Join && (best is null || score > best.Score || (score == best.Score && string.CompareOrdinal(story.Id, best.Story.Id) < 0)))
            {
                best = new Choice(story, score, closest);
            }
        }

        return best;
    }

    // Nothing, where it has no other member yet.
    private double? Whole(StoryVector vector, Story story)
    {
        double sum = 0;
        var heard = 0;
        for (var i = story.Members.Count - 1; i >= 0 && heard < rules.Newest; i--)
        {
            if (story.Members[i] != vector && (story.Members[i].At - vector.At).Duration() <= rules.Window)
            {
                sum += model.Score(JoinFeatures.Of(vector, story.Members[i]));
                heard++;
            }
        }

        return heard == 0 ? null : sum / heard;
    }

    // The new article may show that two stories are one: where it is close to both, and they are close to each other.
    private void JoinStories(Member member, List<Scored> scored, List<StoryChange> changes)
    {
        var others = scored.Where(one => one.Score >= rules.Merge && one.Other.Story is { } other && other != member.Story)
            .GroupBy(one => one.Other.Story!.Id).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.MaxBy(one => one.Score)!).ToList();
        foreach (var near in others)
        {
            if (near.Other.Story is not { } other || other == member.Story || Closeness(member.Story!, other) is var closeness && closeness < rules.Merge)
            {
                continue;
            }

            var (kept, gone) = member.Story!.IsOlderThan(other) ? (member.Story, other) : (other, member.Story);
            Join(changes, Joined(kept.Id, gone.Id, member, near, closeness));
        }
    }

    // Of two articles that two replicas decide at once one at least knows of the other, and it may be the only one: what it is
    // close to and does not follow would be left alone. Theirs and this are one story, whatever is decided about them. The
    // lesser name stays, so that all who say it say the same.
    private void JoinUndecided(Member member, List<Scored> scored, List<StoryChange> changes)
    {
        var others = scored.Where(one => one.Score >= rules.Merge && one.Other is { Story: null, Mine: false })
            .OrderBy(one => one.Other.Vector.ArticleId, StringComparer.Ordinal);
        foreach (var near in others)
        {
            var (own, other) = (member.Story!.Id, Resolve(Story.IdOf(near.Other.Vector.ArticleId)));
            var closeness = member.Story.Members.TakeLast(8).Average(one => model.Score(JoinFeatures.Of(one, near.Other.Vector)));
            if (own == other || closeness < rules.Merge)
            {
                continue;
            }

            var (kept, gone) = string.CompareOrdinal(own, other) < 0 ? (own, other) : (other, own);
            Join(changes, Joined(kept, gone, member, near, closeness));
        }
    }

    private StoryChange Joined(string kept, string gone, Member by, Scored near, double closeness) => new()
    {
        Kind = ChangeKind.Joined,
        StoryId = kept,
        OtherStoryId = gone,
        ArticleId = by.Vector.ArticleId,
        Moved = stories.TryGetValue(gone, out var leaving) ? [.. leaving.Members.Select(one => one.ArticleId)] : [],
        Score = Math.Round(JoinModel.Probability(closeness), 3),
        Reasons = Reasons(near.Features),
        ClosestArticleId = near.Other.Vector.ArticleId,
    };

    // On average over each one's latest members the best log-odds with the other's.
    private double Closeness(Story one, Story other)
    {
        var (ones, others) = (one.Members.TakeLast(8).ToList(), other.Members.TakeLast(8).ToList());
        return ones.Average(member => others.Max(second => model.Score(JoinFeatures.Of(member, second))));
    }

    // Members that hold to each other only through members in between have become stories of their own: what does not hold
    // to the oldest member leaves, largest part first.
    private void LookForSplit(Story story, string articleId, List<StoryChange> changes)
    {
        var size = story.Members.Count;
        if (size > MostInSplitLook || size % FirstSplitLook != 0 || !System.Numerics.BitOperations.IsPow2(size / FirstSplitLook))
        {
            return;
        }

        var part = new int[size];
        Array.Fill(part, -1);
        var parts = 0;
        var reached = new Stack<int>();
        for (var start = 0; start < size; start++)
        {
            if (part[start] >= 0)
            {
                continue;
            }

            part[start] = parts;
            reached.Push(start);
            while (reached.TryPop(out var at))
            {
                for (var other = 0; other < size; other++)
                {
                    if (part[other] < 0 && model.Score(JoinFeatures.Of(story.Members[at], story.Members[other])) >= rules.Split)
                    {
                        part[other] = parts;
                        reached.Push(other);
                    }
                }
            }

            parts++;
        }

        for (var leaving = 1; leaving < parts; leaving++)
        {
            var leavers = story.Members.Where((_, i) => i < part.Length && part[i] == leaving).ToList();
            if (leavers.Count < LeastToLeave)
            {
                continue;
            }

            var left = StoryOf(Story.IdOf(leavers[0].ArticleId));
            if (left == story || left.Members.Count > 0)
            {
                continue;
            }

            changes.Add(new StoryChange
            {
                Kind = ChangeKind.Split,
                StoryId = story.Id,
                OtherStoryId = left.Id,
                ArticleId = articleId,
                Moved = [.. leavers.Select(one => one.ArticleId)],
            });
            joined.Forget(left.Id);
            foreach (var leaver in leavers)
            {
                Put(members[leaver.ArticleId], left);
            }

            return;
        }
    }

    // Makes two stories one and says so, and what else it comes to.
    private void Join(List<StoryChange> changes, StoryChange change)
    {
        changes.Add(change);
        if (Following(Join(change.StoryId, change.OtherStoryId!).Where(left => left.Story != change.OtherStoryId), change) is { } following)
        {
            changes.Add(following);
        }
    }

    /// <summary>Makes two stories one, by the names in which it was said.</summary>
    /// <returns>The stories that left their articles to the one that stays.</returns>
    private List<LeftStory> Join(string kept, string gone)
    {
        var into = joined.Join(kept, gone);
        var left = new List<LeftStory>();
        foreach (var name in joined.Of(into).Where(name => name != into))
        {
            if (stories.TryGetValue(name, out var story))
            {
                List<string> articles = [.. story.Members.Select(one => one.ArticleId)];
                articles.ForEach(article => Put(members[article], StoryOf(into)));
                left.Add(new(name, articles));
            }
        }

        return left;
    }

    private string Resolve(string story) => joined.Resolve(story);

    // An article followed another into the story that one was expected to begin, and it has gone elsewhere meanwhile.
    private string Followed(string story)
    {
        if (!stories.ContainsKey(story) && members.TryGetValue(story[1..], out var first) && first.Story is { } where && Resolve(where.Id) != story)
        {
            Join(where.Id, story);
            return where.Id;
        }

        return story;
    }

    private Story StoryOf(string id)
    {
        ref var story = ref CollectionsMarshal.GetValueRefOrAddDefault(stories, id, out _);
        return story ??= new Story(id);
    }

    private void Put(Member member, Story story)
    {
        if (member.Story == story)
        {
            return;
        }

        Leave(member);
        member.Story = story;
        stories[story.Id] = story;
        story.Members.Add(member.Vector);
    }

    private void Leave(Member member)
    {
        if (member.Story is { } story)
        {
            story.Members.Remove(member.Vector);
            if (story.Members.Count == 0)
            {
                stories.Remove(story.Id);
            }
        }
    }

    private void ForgetOldest()
    {
        var oldest = order.Dequeue();
        statistics.Remove(oldest.Vector);
        Leave(oldest);
        members.Remove(oldest.Vector.ArticleId);
        joined.Forget(Story.IdOf(oldest.Vector.ArticleId));
        index.Remove(oldest.Number);
    }

    private List<StoryReason> Reasons(JoinFeatures features) =>
    [
        .. Enumerable.Range(0, JoinFeatures.Count)
            .Select(i => new StoryReason { Feature = JoinFeatures.Labels[i], Value = Math.Round(features[i], 3), Weight = Math.Round(model.Weights[i] * features[i], 2) })
            .Where(reason => reason.Weight != 0),
    ];
}
