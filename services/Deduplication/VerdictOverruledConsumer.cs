using MassTransit;
using NewsPlatform.Contracts;
using NewsPlatform.Deduplication.Deciding;
using NewsPlatform.Messaging;

namespace NewsPlatform.Deduplication;

/// <summary>Follows what a person said about two articles, and tells what they are now.</summary>
internal sealed partial class VerdictOverruledConsumer(
    Bundles bundles, Window window, Corrections corrections, DeduplicationMetrics metrics, ILogger<VerdictOverruledConsumer> logger)
    : IConsumer<VerdictOverruled>
{
    internal static readonly Stage<VerdictOverruled, VerdictOverruled> Stage = new()
    {
        Service = DeduplicationHosting.Service,
        Operation = "overrule verdict",
        Articles = message => [message],
        Alone = message => message,
        ArticleId = message => message.ArticleId,
        TraceParent = message => message.Journey?.TraceParent,
    };

    public async Task Consume(ConsumeContext<VerdictOverruled> context)
    {
        using var bundle = bundles.Open(context, Stage);
        foreach (var word in await bundle.EachAsync((message, _) => Read(message)))
        {
            var overruled = await window.OverruleAsync(word, context.CancellationToken);
            await corrections.TellAsync(overruled.Corrections, context.CancellationToken);
            await window.AnnouncedAsync(overruled, context.CancellationToken);
            LogOverruled(word.By, word.Rule, word.ArticleId, word.IsRepeat ? "is" : "is not", word.OtherId);
            if (!word.IsReplayed)
            {
                metrics.Overruled(word.IsRepeat);
            }
        }

        await bundle.CompleteAsync();
    }

    private static Overruling Read(VerdictOverruled message) => message.ArticleId == message.OtherId
        ? throw new UnprocessableArticleException($"An article is no repeat of itself: {message.ArticleId}.")
        : new Overruling(message.ArticleId, message.OtherId, message.IsRepeat, message.At, message.By, message.Reason, message.IsRepeat ? message.InsteadOf : null, message.Replay is not null);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Person}, {Rule}: article {ArticleId} {Word} a repeat of {OtherId}")]
    private partial void LogOverruled(string person, string rule, string articleId, string word, string otherId);
}
