using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Everything about an article that is stored to compare later ones with it: the log's unit. A few times smaller than the
/// text and without it; <see cref="FingerprintCodec"/> writes and reads it.
/// </summary>
internal sealed record Fingerprint
{
    /// <summary>
    /// Words of a body that take part in comparing. Longer bodies are compared by their opening; the exact keys cover all.
    /// 50,000 words are a book; news articles have 300.
    /// </summary>
    public const int MaxWords = 50_000;

    public required ArticleOrder Order { get; init; }

    public string ArticleId => Order.Id.ToString();

    public required DateTimeOffset Seen { get; init; }

    public required string Source { get; init; }

    /// <summary>Hash of the source with its own id or link of the article: equal for versions of one article; 0 where there is neither.</summary>
    public required ulong Identity { get; init; }

    public required ContentKeys Keys { get; init; }

    /// <summary>Hash of the normalised headline; 0 where it has fewer than four words and says too little.</summary>
    public required ulong Headline { get; init; }

    public required RevisionMark Mark { get; init; }

    /// <summary>Prints of the headline's words of three letters and more, each once, as they stand.</summary>
    public required ushort[] HeadlineWords { get; init; }

    /// <summary>Prints of the same words' stems.</summary>
    public required ushort[] HeadlineStems { get; init; }

    /// <summary>Prints of the body's words in order, see <see cref="WordPrint"/>.</summary>
    public required ushort[] Words { get; init; }

    /// <summary>Classes of letters of the same words, see <see cref="WordPrint.Letters"/>.</summary>
    public required ushort[] Letters { get; init; }

    /// <summary>Where those words stand in the body, see <see cref="WordOffsets"/>.</summary>
    public required byte[] Offsets { get; init; }

    public ArticleView View => new()
    {
        Order = Order,
        Source = WordHash.Of(Source),
        Identity = Identity,
        RawKey = (ulong)Keys.Raw.Value,
        BodyKey = Keys.Body.Value,
        ArticleKey = (ulong)Keys.Article.Value,
        Headline = Headline,
        Mark = Mark,
        HeadlineWords = HeadlineWords,
        HeadlineStems = HeadlineStems,
        Words = Words,
        Letters = Letters,
        Offsets = Offsets,
    };
}
