using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Messaging.Tests.Heartbeats;
using NewsPlatform.Mongo;
using NewsPlatform.ServiceDefaults;

namespace NewsPlatform.Messaging.Tests.Deadly;

/// <summary>A stage as services have them, in a process of its own. What some letters say ends the process.</summary>
internal static class DeadlyStage
{
    public const string Queue = "deadly-deadly-letters";
    public const string Worked = "worked";

    // What a host's probe does to a service that hangs; long enough for a busy machine.
    private static readonly TimeSpan LongestWork = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(Uri broker, string store)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Messaging:Transport"] = "RabbitMq";
        builder.Configuration["Messaging:RabbitMq"] = broker.ToString();
        builder.Configuration["Messaging:ArticleRetries"] = "0";
        builder.Configuration["Mongo:ConnectionString"] = store;
        builder.Configuration["Mongo:Database"] = "deadly";
        builder.AddServiceDefaults("deadly");
        builder.AddMongo();
        builder.Services.AddSingleton<ISuspects, Suspects>();
        builder.AddMessaging("deadly", LettersJson.Default, bus => bus.AddStage<DeadlyLettersConsumer>("deadly"), exception => exception is StoreUnavailableException);
        await builder.Build().RunAsync();
        return 0;
    }

    /// <summary>Does what the letter says.</summary>
    public static string Obey(string letter)
    {
        using var probe = new Timer(_ => Environment.FailFast("it hangs"), null, LongestWork, Timeout.InfiniteTimeSpan);
        switch (letter.Split('-')[0])
        {
            case "exit":
                Environment.Exit(3);
                break;
            case "overflow":
                Deeper(0);
                break;
            case "memory":
                for (var all = new List<byte[]>(); ; all.Add(new byte[1 << 20]))
                {
                }

            case "loop":
                for (var turns = 0L; ; turns++)
                {
                    GC.KeepAlive(turns);
                }
        }

        return letter;
    }

    private static int Deeper(int depth) => depth < 0 ? depth : Deeper(depth + 1) + Deeper(depth + 2);

    private sealed class Suspects(MongoDatabase database, TimeProvider time) : ISuspects
    {
        private readonly Tally tally = new(database, "suspects", ISuspects.Memory, time);

        public Task<int> BeginAsync(string article, CancellationToken cancellationToken) => tally.AddAsync(article, cancellationToken);

        public Task EndAsync(string article, CancellationToken cancellationToken) => tally.ClearAsync(article, cancellationToken);
    }
}

internal sealed class DeadlyLettersConsumer(Bundles bundles, MongoDatabase database) : IConsumer<Letters>
{
    private static readonly Stage<Letters, string> Stage = new()
    {
        Service = "deadly",
        Operation = "obey letter",
        Articles = message => message.Articles,
        Alone = letter => new Letters { Articles = [letter] },
        ArticleId = letter => letter,
        TraceParent = _ => null,
    };

    public async Task Consume(ConsumeContext<Letters> context)
    {
        using var bundle = bundles.Open(context, Stage);
        var obeyed = await bundle.EachAsync((letter, _) => DeadlyStage.Obey(letter));
        await database.UpdateAsync(
            DeadlyStage.Worked,
            [.. obeyed.Select(letter => new UpdateOne(new JsonObject { ["_id"] = letter }, new JsonObject { ["$inc"] = new JsonObject { ["times"] = 1 } }, Upsert: true))],
            context.CancellationToken);
        await bundle.CompleteAsync();
    }
}
