using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Messaging.Heartbeats;
using NewsPlatform.ServiceDefaults;

namespace NewsPlatform.Messaging.Tests.Heartbeats;

/// <summary>A service with one stage, on whichever transport its settings say.</summary>
internal sealed class OneService : IAsyncDisposable
{
    private readonly WebApplication app;

    private OneService(WebApplication app) => this.app = app;

    public Outgoing Outgoing => app.Services.GetRequiredService<Outgoing>();

    public IServiceProvider Services => app.Services;

    public static async Task<OneService> StartAsync(string name, Listener? listener = null, Uri? broker = null, bool withStage = true, Func<Letters, Task>? work = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Messaging:Transport"] = broker is null ? "InMemory" : "RabbitMq";
        builder.Configuration["Messaging:RabbitMq"] = broker?.ToString();
        builder.Configuration["Messaging:Heartbeat"] = "00:00:00.25";
        builder.Configuration["Messaging:ArticleRetries"] = "0";
        builder.AddServiceDefaults(name);
        builder.Services.AddSingleton(work ?? Refuse);
        if (listener is not null)
        {
            builder.Services.AddSingleton<IReplicaBeats>(listener);
        }

        builder.AddMessaging(
            name,
            LettersJson.Default,
            bus =>
            {
                if (withStage)
                {
                    bus.AddStage<LettersConsumer>(name);
                }
            },
            _ => false);
        var app = builder.Build();
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Task Refuse(Letters letters) =>
        letters.Articles.Contains("poison") ? throw new UnprocessableArticleException("poison") : Task.CompletedTask;
}

internal sealed class Listener : IReplicaBeats
{
    private readonly ConcurrentQueue<ReplicaBeat> heard = new();

    public IReadOnlyList<ReplicaBeat> Heard => [.. heard];

    public void Hear(ReplicaBeat beat) => heard.Enqueue(beat);

    public ReplicaBeat? Last(string service) => heard.LastOrDefault(beat => beat.Service == service);
}

public sealed record Letters
{
    public required IReadOnlyList<string> Articles { get; init; }
}

internal sealed class LettersConsumer(Func<Letters, Task> work) : IConsumer<Letters>
{
    public Task Consume(ConsumeContext<Letters> context) => work(context.Message);
}

[JsonSerializable(typeof(Letters))]
internal sealed partial class LettersJson : JsonSerializerContext;
