using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Replay;

namespace NewsPlatform.Storage;

/// <summary>Keeps what articles would be under the rules of now beside what they are.</summary>
internal sealed class ArticlesJudgedConsumer(Bundles bundles, DeduplicationReplay replay) : IConsumer<ArticlesJudged>
{
    internal static readonly Stage<ArticlesJudged, JudgedArticle> Stage = new()
    {
        Service = StorageHosting.Service,
        Operation = "compare verdict",
        Articles = message => message.Articles,
        Alone = article => new ArticlesJudged { Articles = [article] },
        ArticleId = article => article.ArticleId,
        TraceParent = article => article.Journey.TraceParent,
    };

    public async Task Consume(ConsumeContext<ArticlesJudged> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var judged = await bundle.EachAsync((article, _) => article);
        await replay.KeepAsync(judged, context.CancellationToken);
        await bundle.CompleteAsync();
    }
}
