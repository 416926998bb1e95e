namespace NewsPlatform.ServiceDefaults.Telemetry;

/// <summary>
/// Names of the metrics that services record, by OpenTelemetry's conventions; the bus's and the store's stand in
/// <c>shared/Messaging</c> and <c>shared/Mongo</c>. <c>deploy/README.md</c> tells what each means; a test compares dashboards and
/// alert rules with what is really exported.
/// </summary>
public static class MetricNames
{
    public const string Documents = "news.documents";
    public const string InboxPaused = "news.inbox.paused";
    public const string InboxWait = "news.inbox.wait";
    public const string InboxDiskFree = "news.inbox.disk.free";
    public const string ArticlesFound = "news.articles.found";
    public const string ArticlesInFlight = "news.articles.in_flight";
    public const string ArticlesQuarantined = "news.articles.quarantined";
    public const string ArticlesDecided = "news.articles.decided";
    public const string VerdictsOverruled = "news.verdicts.overruled";
    public const string ArticlesEnriched = "news.articles.enriched";
    public const string EnrichersFailed = "news.enrichers.failed";
    public const string StoriesChanged = "news.stories.changed";
    public const string ArticlesStored = "news.articles.stored";
    public const string ArticleDuration = "news.article.duration";
    public const string MessagesQuarantined = "news.messages.quarantined";
    public const string BalanceDifference = "news.balance.difference";

    /// <summary>
    /// Bounds in seconds for what takes milliseconds when all is well and hours when it is not. The SDK's own are made for
    /// milliseconds.
    /// </summary>
    public static IReadOnlyList<double> Seconds { get; } = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200];
}
