using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation.Replicas;

/// <summary>What replicas have in common: fingerprints and verified pairs, in the order in which they were written, each once.</summary>
internal sealed class SharedLog
{
    private readonly List<(Fingerprint? Article, Relation? Pair)> entries = [];
    private readonly HashSet<ArticleKey> articles = [];
    private readonly HashSet<(ArticleKey, ArticleKey)> pairs = [];

    public int Length => entries.Count;

    public IEnumerable<Relation> Pairs => entries.Select(entry => entry.Pair).OfType<Relation>();

    public IEnumerable<Fingerprint> Articles => entries.Select(entry => entry.Article).OfType<Fingerprint>();

    public void Write(Fingerprint article)
    {
        if (articles.Add(article.Order.Id))
        {
            entries.Add((article, null));
        }
    }

    public void Write(Relation pair)
    {
        if (pairs.Add((pair.Earlier.Id, pair.Later.Id)))
        {
            entries.Add((null, pair));
        }
    }

    /// <summary>Hands everything behind a position to an index; returns the new position.</summary>
    public int Read(int from, DetectionIndex index)
    {
        for (; from < entries.Count; from++)
        {
            if (entries[from].Article is { } article)
            {
                index.Add(article);
            }
            else
            {
                index.Add(entries[from].Pair!);
            }
        }

        return from;
    }
}
