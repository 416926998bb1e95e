using NewsPlatform.Contracts;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Benchmarks.WebConsole;

/// <summary>A file with what became of it: its line in the ledger, and its articles where each of them ended.</summary>
internal sealed record MadeDocument(LedgerEntry Entry)
{
    /// <summary>One for each article found, in their order.</summary>
    public List<ArticleFate> Fates { get; } = [];

    public List<StoredDocument> Stored { get; } = [];

    public List<RepeatDocument> Repeats { get; } = [];

    /// <summary>Articles that a stage could not take, and why.</summary>
    public List<(Article Article, string Service, string Reason, bool Discarded)> SetAside { get; } = [];
}
