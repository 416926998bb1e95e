using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deduplication.Tests.Service;

/// <summary>The service as it starts in production, on a bus in memory, with everybody who listens to it written down.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly IHost host;

    private RunningService(IHost host) => this.host = host;

    public Heard Heard => host.Services.GetRequiredService<Heard>();

    public static async Task<RunningService> StartAsync(MongoFixture mongo)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mongo:ConnectionString"] = mongo.ConnectionString,
            ["Mongo:Database"] = mongo.DatabaseName,
            ["Messaging:Transport"] = "InMemory",
        });
        builder.AddMongo();
        builder.AddMessaging(
            DeduplicationHosting.Service,
            ContractsJson.Default,
            bus =>
            {
                bus.AddDeduplicationConsumers();
                bus.AddConsumer<Listener>();
            },
            exception => exception is StoreUnavailableException);
        builder.AddDeduplication();
        builder.Services.AddSingleton<Heard>();
        builder.Services.AddSingleton(TimeProvider.System);
        var host = builder.Build();
        await host.StartAsync();
        return new RunningService(host);
    }

    public Task IngestAsync(params Article[] articles) => PublishAsync(new ArticlesIngested
    {
        Articles = [.. articles.Select(article => new IngestedArticle { Article = article, IngestedAt = An.Noon, Journey = Journey.Empty })],
    });

    /// <summary>Sends stored articles once more, to be judged, and returns what was answered.</summary>
    public async Task<IReadOnlyList<JudgedArticle>> JudgeAsync(string replay, params (Article Article, string? Kept)[] articles)
    {
        await PublishAsync(new ArticlesIngested
        {
            // As they come back from the store: moments end at the millisecond.
            Articles =
            [
                .. articles.Select(pair => new IngestedArticle
                {
                    Article = pair.Article,
                    IngestedAt = An.Noon,
                    Journey = Journey.Empty,
                    Replay = replay,
                    StoredKeptArticleId = pair.Kept,
                }),
            ],
        });
        await Eventually.TrueAsync("all are judged", () => Heard.Judged.Count(article => article.Replay == replay) == articles.Length);
        return [.. articles.Select(pair => Heard.Judged.Single(article => article.Replay == replay && article.ArticleId == pair.Article.ArticleId))];
    }

    /// <summary>A promoted replay says so.</summary>
    public Task PromoteAsync(string article, string other, bool isRepeat, string? insteadOf = null, int minute = 0) => PublishAsync(new VerdictOverruled
    {
        ArticleId = article,
        OtherId = other,
        IsRepeat = isRepeat,
        InsteadOf = insteadOf,
        Replay = "0193",
        By = "رنا",
        At = An.Noon.AddMinutes(minute),
    });

    public Task OverruleAsync(string article, string other, bool isRepeat, int minute = 0) => PublishAsync(new VerdictOverruled
    {
        ArticleId = article,
        OtherId = other,
        IsRepeat = isRepeat,
        By = "رنا",
        At = An.Noon.AddMinutes(minute),
        Reason = "قرأت الخبرين",
    });

    /// <summary>Waits for so many verdicts on one article and returns the last one told.</summary>
    public async Task<Verdict> VerdictAsync(string article, int told = 1)
    {
        await Eventually.TrueAsync(
            $"{article} is told {told} times: {string.Join(", ", Heard.Of(article).Select(verdict => verdict.Kind))}", () => Heard.Of(article).Count >= told);
        return Heard.Of(article)[^1];
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Heard.Faults);
        await host.StopAsync();
        host.Dispose();
    }

    public async Task PublishAsync<T>(T message)
        where T : class => await host.Services.GetRequiredService<IBus>().Publish(message);
}

/// <summary>Everything told, in the order in which it was heard.</summary>
internal sealed class Heard
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Verdict>> verdicts = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Faults { get; } = new();

    public ConcurrentQueue<JudgedArticle> Judged { get; } = new();

    /// <summary>Verdicts told of any article.</summary>
    public int Told => verdicts.Values.Sum(told => told.Count);

    public IReadOnlyList<Verdict> Of(string article) => verdicts.TryGetValue(article, out var told) ? [.. told] : [];

    public void Add(string article, Verdict verdict) => verdicts.GetOrAdd(article, _ => new()).Enqueue(verdict);
}

internal sealed class Listener(Heard heard) : IConsumer<ArticlesAccepted>, IConsumer<ArticlesRepeated>, IConsumer<ArticlesCorrected>, IConsumer<ArticlesJudged>, IConsumer<Fault>
{
    public Task Consume(ConsumeContext<ArticlesAccepted> context) => Add(context.Message.Articles.Select(article => (article.Article.ArticleId, article.Verdict)));

    public Task Consume(ConsumeContext<ArticlesRepeated> context) => Add(context.Message.Articles.Select(article => (article.ArticleId, article.Verdict)));

    public Task Consume(ConsumeContext<ArticlesCorrected> context) => Add(context.Message.Articles.Select(article => (article.ArticleId, article.Verdict)));

    public Task Consume(ConsumeContext<ArticlesJudged> context)
    {
        foreach (var article in context.Message.Articles)
        {
            heard.Judged.Enqueue(article);
        }

        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<Fault> context)
    {
        heard.Faults.Enqueue(string.Join("; ", context.Message.Exceptions.Select(exception => exception.Message)));
        return Task.CompletedTask;
    }

    private Task Add(IEnumerable<(string ArticleId, Verdict Verdict)> told)
    {
        foreach (var (article, verdict) in told)
        {
            heard.Add(article, verdict);
        }

        return Task.CompletedTask;
    }
}
