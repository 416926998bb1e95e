namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Reads verdicts from verified pairs. What it says depends on the set of pairs alone, never on the order in which they
/// were found, so replicas that know the same pairs say the same. Articles without a pair are new and are not held.
/// </summary>
/// <remarks>
/// Near and equal texts form clusters; the earliest article of a cluster is kept. A cluster is grown as if its articles had
/// come in their order, and forms cannot chain it together: a pair below <see cref="SureScore"/> joins two clusters of
/// three or more only when a second pair does, too.
/// </remarks>
internal sealed class RepeatGraph
{
    private const double SureScore = 0.75;
    private const int SmallCluster = 2;

    private readonly NodeTable nodes = new();

    // Articles whose clusters must be grown again before anything is said: a log of pairs is read at once and grown once.
    private readonly HashSet<Node> unsettled = [];

    /// <summary>Articles with at least one pair.</summary>
    public int Count => nodes.Count;

    /// <summary>Whether adding a pair would change nothing.</summary>
    public bool Knows(Relation relation) => nodes.TryGetValue(relation.Later.Id, out var node)
        && node.Pairs.Find(pair => pair.Other(relation.Later) == relation.Earlier) is { } known
        && !(relation.OverruledAt > (known.OverruledAt ?? DateTimeOffset.MinValue));

    /// <summary>Adds a pair that was verified elsewhere. A second time changes nothing.</summary>
    public void Add(Relation relation) => Add(relation.Later, [relation]);

    /// <summary>Adds pairs that all have one article in common. Those it has already change nothing.</summary>
    public void Add(ArticleOrder article, IReadOnlyList<Relation> relations)
    {
        var node = NodeOf(article);
        var grows = false;
        var inOrder = node.Order >= node.Cluster.Latest;
        foreach (var relation in relations)
        {
            var partner = NodeOf(relation.Other(article));
            if (node.Pairs.Find(pair => pair.Other(article) == partner.Order) is { } known)
            {
                if (!(relation.OverruledAt > (known.OverruledAt ?? DateTimeOffset.MinValue)))
                {
                    continue;
                }

                node.Pairs.Remove(known);
                partner.Pairs.Remove(known);
            }

            if (relation.OverruledAt is not null)
            {
                // Both: where a pair is taken away they may no longer hang together.
                node.Pairs.Add(relation);
                partner.Pairs.Add(relation);
                unsettled.Add(node);
                unsettled.Add(partner);
                grows = true;
                continue;
            }

            inOrder &= article > partner.Order && article >= partner.Cluster.Latest;
            node.Pairs.Add(relation);
            partner.Pairs.Add(relation);
            if (relation.Text >= TextRelation.Near)
            {
                grows = true;
                partner.Cluster.Touch(article);
                node.Cluster.Touch(partner.Order);
            }
        }

        if (!grows)
        {
            return;
        }

        // An article behind everything its clusters know is what growing in order would do last.
        if (inOrder && node.Cluster.Members.Count == 1 && unsettled.Count == 0)
        {
            Join(node);
        }
        else
        {
            unsettled.Add(node);
        }
    }

    /// <summary>Whether pairs of an article can change what others are: they come later, are inside it, or are brought together by it.</summary>
    public bool ChangesOthers(ArticleOrder article, IReadOnlyList<Relation> relations)
    {
        Settle();
        Cluster? cluster = null;
        foreach (var relation in relations)
        {
            if (relation.OverruledAt is not null || relation.Earlier == article || (relation.Text == TextRelation.Contained && relation.EarlierIsInside))
            {
                return true;
            }

            if (relation.Text >= TextRelation.Near && nodes.TryGetValue(relation.Earlier.Id, out var partner))
            {
                if (cluster is not null && cluster != partner.Cluster)
                {
                    return true;
                }

                cluster = partner.Cluster;
            }
        }

        return false;
    }

    /// <summary>The articles whose standing pairs with an article can change: it, its copies, and all who have a pair with one of them.</summary>
    public IEnumerable<ArticleOrder> Neighbourhood(ArticleOrder article)
    {
        Settle();
        if (!nodes.TryGetValue(article.Id, out var node))
        {
            return [article];
        }

        var partners = node.Cluster.Members.SelectMany(member => member.Pairs, (member, pair) => nodes[pair.Other(member.Order).Id]);
        return node.Cluster.Members.Concat(partners.SelectMany(partner => partner.Cluster.Members)).Distinct().Select(member => member.Order).ToList();
    }

    /// <summary>What an article is now.</summary>
    public Standing Standing(ArticleOrder article)
    {
        Settle();
        if (!nodes.TryGetValue(article.Id, out var node))
        {
            return New(article);
        }

        var standing = Read(node);
        return Overruled(node) is not { } word ? standing
            : standing.Rule == Rules.Nothing ? standing with { Rule = word.Rule, OverruledAt = word.OverruledAt }
            : standing with { OverruledAt = word.OverruledAt };
    }

    /// <summary>Whether anything is known of an article, in the window or held for the sake of its copies.</summary>
    public bool Holds(ArticleKey article) => nodes.TryGetValue(article, out _);

    /// <summary>The pairs of an article.</summary>
    public IReadOnlyList<Relation> Pairs(ArticleOrder article) => nodes.TryGetValue(article.Id, out var node) ? node.Pairs : [];

    /// <summary>An article and its copies, the kept one first.</summary>
    public IReadOnlyList<ArticleOrder> Copies(ArticleOrder article)
    {
        Settle();
        return nodes.TryGetValue(article.Id, out var node) ? node.Cluster.Members.ConvertAll(member => member.Order) : [article];
    }

    /// <summary>The clusters of more than one article, each with the kept article first: for tests and figures.</summary>
    public IEnumerable<IReadOnlyList<ArticleOrder>> Clusters()
    {
        Settle();
        return nodes.Values.Where(node => node.Cluster.Members.Count > 1 && node.Cluster.Kept == node).Select(node => node.Cluster.Members.ConvertAll(member => member.Order));
    }

    /// <summary>
    /// Forgets an article that left the window. A kept one stays known as long as copies of it are in the window, so that a
    /// copy of a copy still leads to it; the pairs of any other one pass to the one that is kept in its place.
    /// </summary>
    public void Expire(ArticleOrder article)
    {
        Settle();
        if (!nodes.TryGetValue(article.Id, out var node))
        {
            return;
        }

        node.Expired = true;
        var kept = node.Cluster.Kept;
        if (kept == node && node.Cluster.Members.Count > 1)
        {
            return;
        }

        foreach (var pair in node.Pairs)
        {
            var partner = nodes[pair.Other(article).Id];
            partner.Pairs.Remove(pair);
            if (kept != node && partner != kept && pair.Kind != RepeatKind.Headline && !partner.Pairs.Exists(other => other.Other(partner.Order) == kept.Order))
            {
                Inherit(pair, partner, kept, pair.EarlierIsInside == (pair.Earlier == partner.Order));
            }
            else
            {
                Release(partner);
            }
        }

        nodes.Remove(article.Id);
        node.Cluster.Members.Remove(node);
        Release(kept);
    }

    // A pair of an article that is forgotten becomes a pair of the one kept in its place.
    private static void Inherit(Relation pair, Node partner, Node kept, bool partnerIsInside)
    {
        var partnerIsEarlier = partner.Order < kept.Order;
        var inherited = new Relation
        {
            Earlier = partnerIsEarlier ? partner.Order : kept.Order,
            Later = partnerIsEarlier ? kept.Order : partner.Order,
            Kind = pair.Kind,
            Text = pair.Text,
            Rule = pair.Rule,
            Score = pair.Score,
            EarlierIsInside = pair.Text == TextRelation.Contained && partnerIsInside == partnerIsEarlier,
            OverruledAt = pair.OverruledAt,
            IsInherited = true,
        };
        partner.Pairs.Add(inherited);
        kept.Pairs.Add(inherited);
    }

    // An expired article that was held for the sake of others, and now for nobody.
    private void Release(Node node)
    {
        if (node.Pairs.Count == 0 && node.Cluster.Members.Count <= 1)
        {
            nodes.Remove(node.Order.Id);
        }
        else if (node.Expired && node.Cluster.Members.Count == 1)
        {
            Expire(node.Order);
        }
    }

    private Standing Read(Node node)
    {
        var article = node.Order;
        var equal = node.Pairs.Where(pair => pair.Kind == RepeatKind.Exact && pair.Later == article && nodes[pair.Earlier.Id].Cluster == node.Cluster).MinBy(pair => pair.Earlier);
        if (equal is not null)
        {
            return Repeat(node, equal, node.Cluster.Kept);
        }

        if (Previous(node) is { } previous)
        {
            return From(node, previous, previous.Earlier) with { ArticleVersion = 1 + Versions(node).Count() };
        }

        if (node.Cluster.Kept != node)
        {
            return Repeat(node, Evidence(node), node.Cluster.Kept);
        }

        if (Container(node) is { } inside)
        {
            return Repeat(node, inside, nodes[inside.Other(article).Id].Cluster.Kept);
        }

        var twin = node.Pairs.Where(pair => pair.Kind == RepeatKind.Headline && pair.Later == article).MinBy(pair => pair.Earlier);
        return twin is null ? New(article) : From(node, twin, twin.Earlier);
    }

    // The last time that a person said something about this article. It stays with every verdict on it from then on: of two
    // verdicts whose messages overtake each other the one that knows of the person's word holds.
    private static Relation? Overruled(Node node) => node.Pairs.Where(pair => pair.OverruledAt is not null).MaxBy(pair => pair.OverruledAt);

    private static IEnumerable<Relation> Versions(Node node) =>
        node.Pairs.Where(pair => pair.Kind == RepeatKind.Revised && pair.Later == node.Order);

    private static Relation? Previous(Node node) => Versions(node).MaxBy(pair => pair.Earlier);

    // The pair with the kept article, or the surest one with another copy of it.
    private Relation Evidence(Node node) => node.Pairs
        .Where(pair => pair.Text >= TextRelation.Near && nodes[pair.Other(node.Order).Id].Cluster == node.Cluster)
        .MaxBy(pair => (pair.Other(node.Order) == node.Cluster.Kept.Order, pair.Score, pair.Other(node.Order)))!;

    // The text this one is most inside of; not one of its own copies.
    private Relation? Container(Node node) => node.Pairs
        .Where(pair => pair.Kind == RepeatKind.Contained && pair.EarlierIsInside == (pair.Earlier == node.Order)
            && nodes[pair.Other(node.Order).Id].Cluster is { } cluster && cluster != node.Cluster && !AreApart(node.Cluster, cluster))
        .MaxBy(pair => (pair.Score, pair.Other(node.Order)));

    // The kept article may itself turn out to be inside another one: the verdict names the one that goes on.
    private Standing Repeat(Node node, Relation pair, Node kept)
    {
        var seen = new HashSet<Node> { node };
        while (seen.Add(kept) && Previous(kept) is null && Container(kept) is { } inside)
        {
            kept = nodes[inside.Other(kept.Order).Id].Cluster.Kept;
        }

        return From(node, pair, kept.Order);
    }

    private static Standing From(Node node, Relation pair, ArticleOrder kept) => new()
    {
        ArticleId = node.Order.Id.ToString(),

        // Of two versions the earlier one, should it repeat a third article, is a copy of that and revises nothing.
        Kind = pair.Kind == RepeatKind.Revised && pair.Later != node.Order ? RepeatKind.Near : pair.Kind,
        Rule = pair.Rule,
        Score = pair.Score,
        KeptArticleId = kept.Id.ToString(),
    };

    private static Standing New(ArticleOrder article) => new()
    {
        ArticleId = article.Id.ToString(),
        Kind = RepeatKind.New,
        Rule = Rules.Nothing,
        Score = 0,
    };

    private Node NodeOf(ArticleOrder order)
    {
        if (!nodes.TryGetValue(order.Id, out var node))
        {
            node = new Node(order);
            nodes.Add(node);
        }

        return node;
    }

    private void Settle()
    {
        while (unsettled.Count > 0)
        {
            Regrow(unsettled.First());
        }
    }

    // Dissolves the clusters that hang together with an article and grows them again in the order of their articles.
    private void Regrow(Node node)
    {
        var members = new HashSet<Node> { node };
        var reached = new Queue<Node>(members);
        while (reached.TryDequeue(out var next))
        {
            foreach (var pair in next.Pairs)
            {
                var partner = nodes[pair.Other(next.Order).Id];
                if (pair.Text >= TextRelation.Near && members.Add(partner))
                {
                    reached.Enqueue(partner);
                }
            }
        }

        unsettled.ExceptWith(members);
        foreach (var member in members)
        {
            member.Cluster = new Cluster(member) { HasApart = member.Pairs.Exists(pair => pair.KeepsApart) };
            foreach (var pair in member.Pairs.Where(pair => pair.Text >= TextRelation.Near))
            {
                member.Cluster.Touch(pair.Later);
            }
        }

        foreach (var member in members.OrderBy(member => member.Order))
        {
            Join(member);
        }
    }

    // Joins an article to what came before it.
    private void Join(Node node)
    {
        // In their order: where a person keeps some apart it matters whom an article joins first.
        var pairs = node.Pairs.Where(pair => pair.Text >= TextRelation.Near && pair.Later == node.Order).OrderBy(pair => pair.Earlier).ToList();
        foreach (var pair in pairs.Where(pair => pair.OverruledAt is not null).Concat(pairs.Where(IsSure)))
        {
            Unite(node.Cluster, nodes[pair.Earlier.Id].Cluster);
        }

        bool joined;
        do
        {
            joined = false;
            foreach (var cluster in pairs.Select(pair => nodes[pair.Earlier.Id].Cluster).Distinct().OrderBy(cluster => cluster.Kept.Order).ToList())
            {
                var small = Math.Min(cluster.Members.Count, node.Cluster.Members.Count) <= SmallCluster;
                joined |= cluster != node.Cluster && (small || Bridges(node, cluster) > 1) && Unite(node.Cluster, cluster);
            }
        }
        while (joined);
    }

    private int Bridges(Node node, Cluster cluster) =>
        node.Cluster.Members.Sum(member => member.Pairs.Count(pair =>
            pair.Text >= TextRelation.Near && pair.Later <= node.Order && nodes[pair.Other(member.Order).Id].Cluster == cluster));

    private static bool IsSure(Relation pair) => pair.Text == TextRelation.Exact || pair.Score >= SureScore;

    private bool Unite(Cluster one, Cluster other)
    {
        if (one == other || AreApart(one, other))
        {
            return false;
        }

        var (into, from) = one.Members.Count >= other.Members.Count ? (one, other) : (other, one);
        foreach (var member in from.Members)
        {
            member.Cluster = into;
        }

        into.Members.AddRange(from.Members);
        into.Members.Sort((a, b) => a.Order.CompareTo(b.Order));
        into.Touch(from.Latest);
        into.HasApart |= from.HasApart;
        return true;
    }

    private bool AreApart(Cluster one, Cluster other) => one.HasApart && other.HasApart
        && one.Members.Exists(member => member.Pairs.Exists(pair => pair.KeepsApart && nodes[pair.Other(member.Order).Id].Cluster == other));

    // By their ids, which the articles hold themselves.
    private sealed class NodeTable
    {
        private readonly HashSet<Node> nodes = new(new ById());
        private readonly HashSet<Node>.AlternateLookup<ArticleKey> byId;

        public NodeTable() => byId = nodes.GetAlternateLookup<ArticleKey>();

        public int Count => nodes.Count;

        public IEnumerable<Node> Values => nodes;

        public Node this[ArticleKey id] => byId.TryGetValue(id, out var node) ? node : throw new KeyNotFoundException($"{id} is not in the graph.");

        public bool TryGetValue(ArticleKey id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? node) => byId.TryGetValue(id, out node);

        public void Add(Node node) => nodes.Add(node);

        public void Remove(ArticleKey id) => byId.Remove(id);

        private sealed class ById : IEqualityComparer<Node>, IAlternateEqualityComparer<ArticleKey, Node>
        {
            public bool Equals(Node? x, Node? y) => x?.Order.Id == y?.Order.Id;

            public int GetHashCode(Node node) => node.Order.Id.GetHashCode();

            public bool Equals(ArticleKey alternate, Node other) => alternate == other.Order.Id;

            public int GetHashCode(ArticleKey alternate) => alternate.GetHashCode();

            public Node Create(ArticleKey alternate) => throw new NotSupportedException();
        }
    }

    private sealed class Node
    {
        public Node(ArticleOrder order)
        {
            Order = order;
            Cluster = new Cluster(this);
        }

        public ArticleOrder Order { get; }

        // Most articles that have a pair have one.
        public List<Relation> Pairs { get; } = new(1);

        public Cluster Cluster { get; set; }

        public bool Expired { get; set; }
    }

    private sealed class Cluster(Node first)
    {
        /// <summary>In their order: the first one is kept.</summary>
        public List<Node> Members { get; } = [first];

        /// <summary>Whether a person keeps a member apart from some article.</summary>
        public bool HasApart { get; set; }

        /// <summary>The last article that has a pair with a member.</summary>
        public ArticleOrder Latest { get; private set; } = first.Order;

        public Node Kept => Members[0];

        public void Touch(ArticleOrder article) => Latest = article > Latest ? article : Latest;
    }
}
