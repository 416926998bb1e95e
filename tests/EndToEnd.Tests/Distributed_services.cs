using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>One process a service over the real RabbitMQ and the real engine, as in production.</summary>
public sealed partial class Distributed_services(MongoFixture mongo, RabbitMqFixture rabbit) : PlatformTest(mongo), IClassFixture<RabbitMqFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private static readonly string[] Services = ["Ingestion", "Deduplication", "Enrichment", "Storage"];

    private readonly Dictionary<string, ServiceProcess> running = [];
    private Uri broker = null!;
    private string virtualHost = "";

    public override async Task InitializeAsync()
    {
        // Queues outlive a test: each has a virtual host of its own.
        (virtualHost, broker) = await rabbit.NewVirtualHostAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        foreach (var service in running.Values)
        {
            await service.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task Seeds_pass_through_four_processes_and_each_document_has_one_trace()
    {
        await using var otlp = await OtlpReceiver.StartAsync();
        await StartAllAsync(otlp.Settings);
        Folders.DropSeeds();
        var balance = await SettledAsync(5);

        string[] journey = ["ingest document", "deduplicate article", "enrich article", "store article"];
        await Eventually.TrueAsync("all spans have arrived", () => otlp.Spans.Count(span => span.Name == "store article") == balance.Stored);
        await Eventually.TrueAsync("metrics and logs have arrived", () => otlp.MetricExports > 0 && otlp.LogExports > 0);
        await Eventually.TrueAsync("the roots have arrived", () => otlp.Spans.Count(span => span.Name == "ingest document") == 5);
        var spans = otlp.Spans.Where(span => journey.Contains(span.Name)).ToList();
        var byId = spans.ToDictionary(span => span.SpanId);

        Assert.Equal(5, spans.Select(span => span.TraceId).Distinct().Count());
        foreach (var stored in spans.Where(span => span.Name == "store article"))
        {
            // From the stored article back to its file: every span is the child of the stage before, in another process.
            var enriched = byId[stored.ParentId];
            var deduplicated = byId[enriched.ParentId];
            var ingested = byId[deduplicated.ParentId];
            ReceivedSpan[] way = [ingested, deduplicated, enriched, stored];
            Assert.Equal(journey, way.Select(span => span.Name));
            Assert.Equal(Services.Select(service => service.ToLowerInvariant()), way.Select(span => span.Service));
            Assert.Equal(stored.Attributes["news.article.id"], deduplicated.Attributes["news.article.id"]);
            Assert.True(stored.Links > 0, "a span of an article is linked to its bundle's");
            Assert.Single(way.Select(span => span.TraceId).Distinct());
        }

        // The journey in the store names the same trace, for those who run no trace store.
        await foreach (var article in Database.FindAsync<JsonObject>("articles", new JsonObject()))
        {
            var id = article["_id"]!.GetValue<string>();
            var trace = spans.Single(span => span.Name == "store article" && span.Attributes["news.article.id"] == id).TraceId;
            Assert.Contains(trace, article["journey"]!["traceParent"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(4, article["journey"]!["hops"]!.AsArray().Count);
        }
    }

    [Theory]
    [InlineData("Ingestion")]
    [InlineData("Deduplication")]
    [InlineData("Enrichment")]
    [InlineData("Storage")]
    public async Task A_service_killed_in_the_middle_of_2000_files_loses_nothing_and_doubles_nothing(string victim)
    {
        const int files = 2000;
        await StartAllAsync();

        // Every tenth file repeats the text of another under other bytes, so that there are repeats to lose.
        for (var number = 0; number < files; number++)
        {
            Folders.Drop($"{number}.txt", number % 10 == 9 ? Story(number - 1) + "\n" : Story(number));
        }

        await Eventually.TrueAsync(
            "the flow has begun",
            async () => await Database.CountAsync("articles", new JsonObject(), default) > 50);
        await running[victim].KillAsync();
        var torn = await Balance.ReadAsync(Database);
        await running[victim].DisposeAsync();
        running[victim] = Start(victim, Settings);
        var balance = await SettledAsync(files, TimeSpan.FromMinutes(3));

        Assert.True(torn.Articles < files * 9 / 10, "the kill came too late to prove anything");
        Assert.Equal(files, balance.Found);
        Assert.Equal(files * 9 / 10, balance.Stored);
        Assert.Equal(files / 10, balance.Repeated);
        Assert.Equal(0, balance.Quarantined);
        Assert.Equal(files, NewsFolders.Names(Folders.Done).Count);
        Assert.Empty(NewsFolders.Names(Folders.Work));
    }

    [Fact]
    public async Task Three_replicas_of_Ingestion_take_every_file_once_though_one_of_them_is_killed()
    {
        const int files = 2000;
        var settings = Settings;
        settings["Ingestion:Lease"] = Lease.ToString("c", CultureInfo.InvariantCulture);
        await StartAllAsync(settings);
        foreach (var replica in new[] { "Ingestion 2", "Ingestion 3" })
        {
            running[replica] = Start("Ingestion", settings);
        }

        await running["Ingestion 2"].ReadyAsync();
        await running["Ingestion 3"].ReadyAsync();
        for (var number = 0; number < files; number++)
        {
            Folders.Drop($"{number % 7}/{number}.txt", Story(number));
        }

        string[] replicas = ["Ingestion", "Ingestion 2", "Ingestion 3"];
        await Eventually.TrueAsync("all three have begun", () => replicas.All(replica => Announced(replica).Count > 20), Patience);
        var victim = running["Ingestion 2"];
        await victim.KillAsync();
        var killed = TimeProvider.System.GetTimestamp();
        var torn = replicas.Sum(replica => Announced(replica).Count);
        await Eventually.TrueAsync(
            "what the dead one held is taken back within two leases",
            () => Directory.GetDirectories(Folders.Work).Length == 2,
            2 * Lease);
        var waited = TimeProvider.System.GetElapsedTime(killed);
        var balance = await SettledAsync(files, TimeSpan.FromMinutes(3));

        Assert.True(torn < files * 9 / 10, "the kill came too late to prove anything");
        Assert.Equal((files, files), (balance.Found, balance.Stored));
        Assert.Equal(
            Enumerable.Range(0, files).Select(number => $"{number}.txt").Order(StringComparer.Ordinal),
            NewsFolders.Names(Folders.Done));
        Assert.Empty(NewsFolders.Names(Folders.Work));

        // One winner a file: nobody saw the same bytes again, and only what the dead one held was begun twice.
        var announced = replicas.SelectMany(Announced).ToList();
        Assert.DoesNotContain(replicas, replica => running[replica].Log.Contains(" repeats document ", StringComparison.Ordinal));
        var takenBack = replicas.SelectMany(replica => TakenBackLine().Matches(running[replica].Log).Select(line => line.Groups[1].Value)).ToHashSet();
        Assert.Subset(takenBack, announced.CountBy(name => name).Where(name => name.Value > 1).Select(name => name.Key).ToHashSet());
        Figures.Print("watched folder", string.Create(
            CultureInfo.InvariantCulture,
            $"3 replicas, one killed: {files:N0} files, {balance.Stored:N0} stored once; {takenBack.Count} claims of the dead taken back in {waited.TotalSeconds:0.0} s (<= {2 * Lease.TotalSeconds:0} s)"));
    }

    [Fact]
    public async Task A_receipt_tells_each_fate_as_it_becomes_known()
    {
        await StartAllAsync();
        Folders.Drop("agency/first.txt", Story(1));
        await SettledAsync(1);
        await running["Storage"].KillAsync();
        Folders.Drop("agency/second.txt", Story(2));

        await Eventually.TrueAsync("the file is finished before its article is stored", () => NewsFolders.Names(Folders.Done).Count == 2);
        var early = Folders.Receipt("second.txt");
        await running["Storage"].DisposeAsync();
        running["Storage"] = Start("Storage", Settings);
        await SettledAsync(2);
        var late = Folders.Receipt("second.txt");

        Assert.Equal(("announced", 1), (early["state"]!.GetValue<string>(), early["fates"]!["in flight"]!.GetValue<int>()));
        Assert.Null(early["completedAt"]);
        Assert.Equal(("complete", 1), (late["state"]!.GetValue<string>(), late["fates"]!["stored"]!.GetValue<int>()));
        Assert.Equal("stored", late["articles"]![0]!["fate"]!.GetValue<string>());
        Assert.Equal(early["traceId"]!.GetValue<string>(), late["traceId"]!.GetValue<string>());
        Assert.Contains("second.txt complete: 1 articles found = 1 stored", running["Ingestion"].Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claiming_pauses_above_the_high_mark_and_goes_on_under_the_low_one()
    {
        const int files = 1500, high = 200, low = 100, lane = 16;
        var settings = Settings;
        settings["Ingestion:PauseAbove"] = $"{high}";
        settings["Ingestion:ResumeBelow"] = $"{low}";
        settings["Ingestion:SmallLane"] = $"{lane}";
        await StartAllAsync(settings);
        await running["Storage"].KillAsync();
        for (var number = 0; number < files; number++)
        {
            Folders.Drop($"{number}.txt", Story(number));
        }

        await Eventually.TrueAsync("claiming pauses", () => running["Ingestion"].Log.Contains("Claiming pauses: ", StringComparison.Ordinal), Patience);
        var health = await HealthAsync("Ingestion");
        await Eventually.TrueAsync("what was claimed is announced", () => NewsFolders.Names(Folders.Work).Count == 0, Patience);
        var waiting = NewsFolders.Names(Folders.Inbox).Count;
        await running["Storage"].DisposeAsync();
        running["Storage"] = Start("Storage", settings);
        var most = 0L;
        await Eventually.TrueAsync(
            "all are stored",
            async () =>
            {
                var now = await Balance.ReadAsync(Database);
                most = Math.Max(most, now.InFlight);
                return now.Documents == files && now.Holds;
            },
            TimeSpan.FromMinutes(3));

        Assert.Contains("articles are on their way", health, StringComparison.Ordinal);
        Assert.InRange(files - waiting, high, high + lane + 1);
        Assert.InRange(most, 1, high + lane + 1);
        Assert.Contains("Claiming goes on", running["Ingestion"].Log, StringComparison.Ordinal);
        Figures.Print("watched folder", $"marks {low}/{high}: {files - waiting} files claimed before the pause, {most} articles on their way at most (<= {high + lane + 1})");
    }

    [Fact]
    public async Task An_article_that_ends_every_process_that_works_on_it_is_quarantined_with_its_reason()
    {
        await StartAllAsync();
        await running["Deduplication"].KillAsync();
        Folders.Drop("deadly.txt", Story(1));
        await Eventually.TrueAsync("it waits for Deduplication", () => NewsFolders.Names(Folders.Done).Count == 1, Patience);
        Folders.Drop("good.txt", Story(2));
        await Eventually.TrueAsync("both wait for Deduplication", () => NewsFolders.Names(Folders.Done).Count == 2, Patience);
        await ReturnAsync("deduplication-articles-ingested", "deadly.txt", times: 10);
        await running["Deduplication"].DisposeAsync();
        running["Deduplication"] = Start("Deduplication", Settings);

        var balance = await SettledAsync(2);

        Assert.Equal((2, 1, 1), (balance.Found, balance.Stored, balance.Quarantined));
        await Eventually.TrueAsync("it is in quarantine", async () => await Database.CountAsync("quarantine", new JsonObject(), default) == 1, Patience);
        var receipt = Folders.Receipt("deadly.txt");
        Assert.Equal("complete", receipt["state"]!.GetValue<string>());
        Assert.Equal("quarantined", receipt["articles"]![0]!["fate"]!.GetValue<string>());
        Assert.StartsWith("It came back 10 times", receipt["articles"]![0]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poison_article_ends_alone_in_quarantine_and_its_neighbours_are_stored()
    {
        await StartAllAsync();

        // 17 MB: more than MongoDB takes in one document. Ingestion would refuse it; a bundle made by hand carries it in.
        var articles = Enumerable.Range(0, 5).Select(number => Ingested(number, number == 2 ? new string('x', 17_000_000) : Story(number))).ToList();
        await PublishAsync(new ArticlesIngested { Articles = articles });

        await Eventually.TrueAsync("the neighbours are stored", async () => await Database.CountAsync("articles", new JsonObject(), default) == 4, Patience);
        await Eventually.TrueAsync("the poison is in quarantine", async () => await Database.CountAsync("quarantine", new JsonObject { ["articles"] = new JsonObject { ["$size"] = 1 } }, default) == 1, Patience);

        // The broker's figures are some seconds old.
        await Eventually.TrueAsync("the error queue is empty", async () => await DepthAsync("storage-articles-enriched_error") == 0, Patience);
        await Eventually.TrueAsync("Ingestion counts it as quarantined", () => running["Ingestion"].Log.Contains("quarantined: The store refused", StringComparison.Ordinal));

        // The broker's figures are some seconds old.
        await Eventually.TrueAsync("nothing is left in the queue", async () => await DepthAsync("storage-articles-enriched") == 0);
        Assert.Equal(4, await Database.CountAsync("articles", new JsonObject(), default));
    }

    [Fact]
    public async Task A_repeat_that_a_person_releases_becomes_an_article_and_goes_back_when_they_change_their_mind()
    {
        await StartAllAsync();
        Folders.Drop("one.txt", Story(1));
        await SettledAsync(1);
        Folders.Drop("two.txt", Story(1) + "\n");
        Assert.Equal(1, (await SettledAsync(2)).Repeated);
        var repeat = await Database.FindOneAsync<JsonObject>("repeats", new JsonObject());
        var word = new VerdictOverruled
        {
            ArticleId = repeat!["_id"]!.GetValue<string>(),
            OtherId = repeat["verdict"]!["keptArticleId"]!.GetValue<string>(),
            IsRepeat = false,
            By = "رنا",
            At = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero),
        };

        await PublishAsync(word);
        await Eventually.TrueAsync("it is released", async () => await SettledAsync(2) is { Stored: 2, Repeated: 0 }, Patience);
        var released = await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["_id"] = word.ArticleId });
        Assert.Equal("overruled", released!["verdict"]!["rule"]!.GetValue<string>());
        Assert.Equal("two.txt", (await Database.FindOneAsync<JsonObject>("documents", new JsonObject { ["_id"] = released["article"]!["documentId"]!.GetValue<string>() }))!["name"]!.GetValue<string>());

        // The word comes twice; then the person thinks again.
        await PublishAsync(word);
        await PublishAsync(word with { IsRepeat = true, At = word.At.AddMinutes(1) });
        await Eventually.TrueAsync("it is held back again", async () => await SettledAsync(2) is { Stored: 1, Repeated: 1 }, Patience);
        Assert.Equal("is", (await Database.FindOneAsync<JsonObject>("labels", new JsonObject()))!["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_article_that_turns_out_to_be_linked_is_given_its_new_verdict_in_the_store()
    {
        await StartAllAsync();
        var noon = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var (later, earlier) = (Under(1, noon), Under(2, noon.AddHours(-2)));
        await PublishAsync(new ArticlesIngested { Articles = [later] });
        await Eventually.TrueAsync("it is stored as new", async () => await VerdictAsync(later) == "new", Patience);
        await PublishAsync(new ArticlesIngested { Articles = [earlier] });
        await Eventually.TrueAsync("it has its link", async () => await VerdictAsync(later) == "headline", Patience);
        Assert.Equal(0, await Database.CountAsync("repeats", new JsonObject(), default));

        IngestedArticle Under(int number, DateTimeOffset published)
        {
            var ingested = Ingested(number, Story(number));
            return ingested with { Article = ingested.Article with { Headline = "الوزارة تعلن بدء الحملة الوطنية", Published = published } };
        }

        async Task<string?> VerdictAsync(IngestedArticle article) =>
            (await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["_id"] = article.Article.ArticleId }))?["verdict"]!["kind"]!.GetValue<string>();
    }

    [Fact]
    public async Task Verdicts_are_judged_again_without_a_trace_and_what_differs_is_promoted_once()
    {
        await StartAllAsync(new Dictionary<string, string> { ["Api:AdminKeyHash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("replays"))) });
        Folders.Drop("one.txt", Story(1));
        Folders.Drop("two.txt", Story(2));
        Folders.Drop("three.txt", Story(3));
        await SettledAsync(3);
        Folders.Drop("copy.txt", Story(1) + " وكانت هذه نهاية الخبر المنقول");
        var before = await SettledAsync(4);
        Assert.Equal((3, 1), (before.Stored, before.Repeated));
        using var http = new HttpClient { BaseAddress = running["Storage"].Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "replays");

        // Under the rules that decided them nothing differs, and nobody else hears of it.
        var (_, same) = await ReplayAsync();
        Assert.Equal((4, 4, 0), (Number(same["replay"]!, "sent"), Number(same, "back"), Number(same, "changed")));
        Assert.Equivalent(before, await Balance.ReadAsync(Database), strict: true);

        // As rules of another day may have left them: one held back that repeats nothing, one linked to a stranger.
        var one = await IdAsync("one.txt");
        var (two, three, copy) = (await IdAsync("two.txt"), await IdAsync("three.txt"), await IdAsync("copy.txt"));
        var stored = (await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["_id"] = three }))!;
        var held = new JsonObject { ["_id"] = three };
        foreach (var name in new[] { "verdict", "journey", "storedAt", "article", "ingestedAt", "enrichment" })
        {
            held[name] = stored[name]!.DeepClone();
        }

        held["verdict"] = new JsonObject { ["kind"] = "near", ["rule"] = "of-old", ["ruleVersion"] = "d0", ["score"] = 0.7, ["keptArticleId"] = one };
        await Database.InsertAsync("repeats", [held], default);
        await Database.DeleteAsync("articles", new JsonObject { ["_id"] = three }, limit: 1, default);
        await Database.UpdateAsync("repeats", [new(new JsonObject { ["_id"] = copy }, new JsonObject { ["$set"] = new JsonObject { ["verdict.keptArticleId"] = two } })], default);

        var (id, report) = await ReplayAsync();
        Assert.Equal((4, 2, 2), (Number(report, "back"), Number(report, "changed"), Number(report, "promotable")));
        Assert.Equal(["near → near of another", "near → new"], report["fields"]!.AsArray().Select(field => field!["field"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        var promoted = JsonNode.Parse(await (await http.PostAsync(new Uri($"api/replays/{id}/promote", UriKind.Relative), content: null)).Content.ReadAsStringAsync())!;
        Assert.Equal((2, 0, 0), (Number(promoted, "promoted"), Number(promoted, "overtaken"), Number(promoted, "notPromotable")));

        await Eventually.TrueAsync(
            "both have taken their way",
            async () => await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["_id"] = three }) is { } back && back["verdict"]!["kind"]!.GetValue<string>() == "new"
                && (await Database.FindOneAsync<JsonObject>("repeats", new JsonObject { ["_id"] = copy }))?["verdict"]!["keptArticleId"]!.GetValue<string>() == one,
            Patience);
        var after = await SettledAsync(4);
        Assert.Equal((3, 1, 4), (after.Stored, after.Repeated, after.Found));
        Assert.Equal(0, Number((await ReplayAsync()).Report, "changed"));
        Assert.Equal(0, await Database.CountAsync("labels", new JsonObject(), default));

        async Task<(string Id, JsonNode Report)> ReplayAsync()
        {
            var started = JsonNode.Parse(await (await http.PostAsync(new Uri("api/replays?stage=deduplication", UriKind.Relative), content: null)).Content.ReadAsStringAsync())!;
            var replay = started["_id"]!.GetValue<string>();
            JsonNode? now = null;
            await Eventually.TrueAsync(
                "the replay is done",
                async () => (now = await http.GetFromJsonAsync<JsonNode>(new Uri($"api/replays/{replay}", UriKind.Relative)))!["replay"]!["state"]!.GetValue<string>() == "done",
                Patience);
            return (replay, now!);
        }

        async Task<string> IdAsync(string file)
        {
            var document = (await Database.FindOneAsync<JsonObject>("documents", new JsonObject { ["name"] = file }))!["_id"]!.GetValue<string>();
            var lying = new JsonObject { ["article.documentId"] = document };
            return ((await Database.FindOneAsync<JsonObject>("articles", lying)) ?? (await Database.FindOneAsync<JsonObject>("repeats", lying)))!["_id"]!.GetValue<string>();
        }

        static int Number(JsonNode answer, string name) => answer[name]!.GetValue<int>();
    }

    [Fact]
    public async Task Services_may_start_in_any_order_and_nothing_is_lost()
    {
        running["Ingestion"] = Start("Ingestion", Settings);
        await running["Ingestion"].ReadyAsync();
        Folders.DropSeeds();
        await Eventually.TrueAsync("Ingestion has claimed the seeds and waits", () => running["Ingestion"].Log.Contains("No queue takes ArticlesIngested", StringComparison.Ordinal));

        foreach (var service in Services.Skip(1).Reverse())
        {
            running[service] = Start(service, Settings);
        }

        var balance = await SettledAsync(5);
        Assert.True(balance.Stored >= 5);
    }

    // What a broker does when a consumer dies with the message in its hands, so often.
    private async Task ReturnAsync(string queue, string name, int times)
    {
        var document = await Database.FindOneAsync<JsonObject>("documents", new JsonObject { ["name"] = name });
        var connections = new RabbitMQ.Client.ConnectionFactory { Uri = broker };
        await using var connection = await connections.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        for (var returned = 0; returned < times;)
        {
            var held = new List<ulong>();
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            {
                if (!Encoding.UTF8.GetString(message.Body.Span).Contains(document!["_id"]!.GetValue<string>(), StringComparison.Ordinal))
                {
                    held.Add(message.DeliveryTag);
                    continue;
                }

                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
                if (++returned == times)
                {
                    break;
                }
            }

            foreach (var tag in held)
            {
                await channel.BasicNackAsync(tag, multiple: false, requeue: true);
            }
        }
    }

    private async Task<string> HealthAsync(string service)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(running[service].Address!, "/health/ready"));
    }

    // Names, as this replica announced them.
    private List<string> Announced(string replica) =>
        [.. AnnouncedLine().Matches(running[replica].Log).Select(line => line.Groups[1].Value)];

    [GeneratedRegex(@"(\S+\.txt) announced: ")]
    private static partial Regex AnnouncedLine();

    [GeneratedRegex(@"(\S+\.txt) taken back from a replica that died")]
    private static partial Regex TakenBackLine();

    private static IngestedArticle Ingested(int number, string text) => new()
    {
        Article = new Article
        {
            ArticleId = $"{number + 1:x32}",
            DocumentId = new string('d', 64),
            Position = number,
            Source = "test",
            Kind = ArticleKind.Full,
            Text = text,
        },
        IngestedAt = DateTimeOffset.UnixEpoch,
        Journey = Journey.Empty,
    };

    private async Task StartAllAsync(IReadOnlyDictionary<string, string>? more = null)
    {
        var settings = Settings;
        foreach (var (key, value) in more ?? new Dictionary<string, string>())
        {
            settings[key] = value;
        }

        foreach (var service in Services)
        {
            running[service] = Start(service, settings);
        }

        foreach (var service in Services)
        {
            await running[service].ReadyAsync();
        }
    }

    private ServiceProcess Start(string service, Dictionary<string, string> settings)
    {
        var own = new Dictionary<string, string>(settings)
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = broker.ToString(),
        };
        foreach (var key in own.Keys.Where(key => key.StartsWith("Ingestion:", StringComparison.Ordinal) && service != "Ingestion").ToList())
        {
            own.Remove(key);
        }

        return ServiceProcess.Start(service, own);
    }

    private async Task<int> DepthAsync(string queue)
    {
        var found = await rabbit.Management.GetFromJsonAsync<JsonNode>(new Uri($"api/queues/{virtualHost}/{queue}", UriKind.Relative));
        return found?["messages"]?.GetValue<int>() ?? -1;
    }

    private Task PublishAsync(ArticlesIngested message) => PublishAsync(message, message.Articles.Count);

    private Task PublishAsync(VerdictOverruled word) => PublishAsync(word, 1);

    private async Task PublishAsync<T>(T message, int articles)
        where T : class
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Messaging:Transport"] = "RabbitMq";
        builder.Configuration["Messaging:RabbitMq"] = broker.ToString();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMessaging("test", ContractsJson.Default, _ => { }, _ => false);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        await app.Services.GetRequiredService<Outgoing>().PublishAsync(message, articles, default);
        await app.StopAsync();
    }
}
