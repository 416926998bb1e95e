using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Commands;
using NewsPlatform.Enrichment.Enrichers;

namespace NewsPlatform.Enrichment.Tests;

/// <summary>All enrichers as the service registers them, for every test of this assembly.</summary>
internal static class Desk
{
    public static EnricherPipeline Pipeline { get; } = EnrichersAlone.Create().Pipeline();

    public static Contracts.Enrichment Enrich(Article article, DateTimeOffset? ingestedAt = null) => Pipeline.Enrich(article, ingestedAt);

    public static Contracts.Enrichment Enrich(string text) => Enrich(An.Article(text));
}

/// <summary>Articles that say only what matters to a test.</summary>
internal static class An
{
    public static Article Article(string text = "", string? headline = null) => new()
    {
        ArticleId = "0123456789abcdef0123456789abcdef",
        DocumentId = new string('a', 64),
        Position = 0,
        Source = "test",
        Kind = ArticleKind.Full,
        Text = text,
        Headline = headline,
    };
}
