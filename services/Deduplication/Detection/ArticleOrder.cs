namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Who came first: by publication, then by place, then by id. A property of the articles alone, so that every replica
/// agrees on it whatever it saw first; the earlier article is kept and the later one repeats it.
/// </summary>
internal readonly record struct ArticleOrder(DateTimeOffset Published, long Sequence, ArticleKey Id) : IComparable<ArticleOrder>
{
    // The graph holds two of these for every pair: the moment takes half of a DateTimeOffset.
    private readonly long published = Published.UtcTicks;

    public DateTimeOffset Published => new(published, TimeSpan.Zero);

    public int CompareTo(ArticleOrder other)
    {
        var order = published.CompareTo(other.published);
        order = order != 0 ? order : Sequence.CompareTo(other.Sequence);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }

    public static bool operator <(ArticleOrder left, ArticleOrder right) => left.CompareTo(right) < 0;

    public static bool operator >(ArticleOrder left, ArticleOrder right) => left.CompareTo(right) > 0;

    public static bool operator <=(ArticleOrder left, ArticleOrder right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ArticleOrder left, ArticleOrder right) => left.CompareTo(right) >= 0;
}
