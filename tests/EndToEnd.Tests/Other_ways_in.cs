using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

/// <summary>Feeds and pushed documents: both become files in the inbox.</summary>
public sealed class Other_ways_in(MongoFixture mongo) : PlatformTest(mongo)
{
    private const string Key = "a-key-for-this-test";

    [Fact]
    public async Task A_feed_is_asked_conditionally_and_what_changes_is_stored_under_its_name()
    {
        await using var server = await FeedServer.StartAsync(Feed(1));
        await using var host = await StartAsync(
            ("Feeds:Addresses:agency", server.Address), ("Feeds:Interval", "00:00:01"), ("Feeds:AllowPrivateAddresses", "true"));
        await SettledAsync(1);
        await Eventually.TrueAsync("the feed is asked again and has not changed", () => server.NotModified > 0);
        server.Content = Feed(2);
        var balance = await SettledAsync(2);

        // The second look brings one entry that is known and one that is new.
        Assert.Equal(3, balance.Found);
        Assert.Equal(2, balance.Stored);
        Assert.Equal(1, balance.Repeated);
        var article = await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["article.sourceId"] = "guid-1" });
        Assert.Equal("agency", article!["article"]!["source"]!.GetValue<string>());
        Assert.Equal("عنوان الخبر رقم 1 في النشرة", article["article"]!["headline"]!.GetValue<string>());
    }

    [Fact]
    public async Task Feeds_at_private_addresses_are_refused_unless_allowed()
    {
        await using var server = await FeedServer.StartAsync(Feed(1));
        await using var host = await StartAsync(("Feeds:Addresses:inside", server.Address));

        await Eventually.TrueAsync("the refusal is told", () => host.Log.Contains("leads to a private address", StringComparison.Ordinal));

        Assert.Equal(0, server.Answers);
    }

    [Fact]
    public async Task A_pushed_document_is_stored_and_its_receipt_says_so()
    {
        await using var host = await StartAsync(("Door:Keys:partner", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))));
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);

        using var answer = await http.PostAsync(new Uri("/articles?name=push.json", UriKind.Relative), JsonContent.Create(new { title = "عنوان", text = Story(1) }));
        await SettledAsync(1);
        var receipt = await http.GetFromJsonAsync<JsonNode>(answer.Headers.Location);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("complete", receipt!["state"]!.GetValue<string>());
        Assert.Equal(1, receipt["fates"]!["stored"]!.GetValue<int>());
        Assert.StartsWith("partner/", receipt["file"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_routes_take_every_format_and_answer_where_the_receipt_is()
    {
        await using var host = await StartAsync(("Door:Keys:partner", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))));
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        var pushed = new (string Route, string Format, byte[] Body)[]
        {
            ("/files", "text", Encoding.UTF8.GetBytes(Story(1))),
            ("/articles", "rss", Encoding.UTF8.GetBytes(Feed(2))),
            ("/files?name=" + new string('خ', 200) + ".jsonl", "json", JsonSerializer.SerializeToUtf8Bytes(new { title = "عنوان", text = Story(5) })),
            ("/articles?name=../../passwd", "html", Encoding.UTF8.GetBytes($"<html><body><article><h1>عنوان</h1><p>{Story(6)}</p><p>{Story(7)}</p></article></body></html>")),
        };
        var receipts = new List<Uri>();
        foreach (var (route, _, body) in pushed)
        {
            using var content = new ByteArrayContent(body);
            using var answer = await http.PostAsync(new Uri(route, UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            receipts.Add(answer.Headers.Location!);
        }

        using var empty = await http.PostAsync(new Uri("/files", UriKind.Relative), new ByteArrayContent([]));
        await SettledAsync(pushed.Length);

        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        for (var number = 0; number < pushed.Length; number++)
        {
            var receipt = await http.GetFromJsonAsync<JsonNode>(receipts[number]);
            Assert.Equal("complete", receipt!["state"]!.GetValue<string>());
            Assert.Contains(pushed[number].Format, receipt["format"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(pushed[number].Body)), receipt["sha256"]!.GetValue<string>());
        }

        Assert.Empty(NewsFolders.Names(Folders.Failed));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a-wrong-key")]
    public async Task Without_a_known_key_every_route_of_the_door_is_shut(string? key)
    {
        await using var host = await StartAsync(("Door:Keys:partner", new string('0', 64)));
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        foreach (var request in new[]
        {
            (HttpMethod.Post, "/files"), (HttpMethod.Post, "/articles"), (HttpMethod.Get, "/receipts/" + new string('0', 64)),
            (HttpMethod.Get, "/door/state"), (HttpMethod.Get, "/door/files"), (HttpMethod.Get, "/door/files/" + new string('0', 64)), (HttpMethod.Post, "/door/pause"), (HttpMethod.Post, "/door/resume"), (HttpMethod.Post, "/door/preview"),
        })
        {
            using var message = new HttpRequestMessage(request.Item1, request.Item2) { Content = request.Item1 == HttpMethod.Post ? new StringContent(Story(1)) : null };
            using var answer = await http.SendAsync(message);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(NewsFolders.Names(Folders.Inbox));
    }

    [Fact]
    public async Task A_senders_key_may_send_and_nothing_else()
    {
        await using var host = await StartAsync(("Door:Keys:partner", Hash(Key)));
        using var http = Client(host, Key);

        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri("/door/state", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri("/door/files/" + new string('0', 64), UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsJsonAsync("/door/pause", new { by = "partner" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.PostAsync(new Uri("/files?source=desk", UriKind.Relative), new StringContent(Story(1)))).StatusCode);
    }

    [Fact]
    public async Task A_persons_pause_outlives_the_process_and_files_wait_until_somebody_lets_them_go_on()
    {
        (string, string)[] settings = [("Door:Keys:console", Hash(Key)), ("Door:Operators:0", "console")];
        await using (var first = await StartAsync(settings))
        {
            using var http = Client(first, Key);
            var paused = await SayAsync(http, "/door/pause", new { by = "رنا", reason = "ترقية" });
            Assert.Equal(("paused", "person", "رنا"), (Word(paused, "state"), Word(paused, "kind"), Word(paused, "by")));
            Assert.Contains("ترقية", Word(paused, "reason"), StringComparison.Ordinal);
            await Eventually.TrueAsync("the health page says so", async () => (await http.GetStringAsync("/health/ready")).Contains("paused it", StringComparison.Ordinal));
        }

        Folders.Drop("waits.txt", Story(1));
        await using var second = await StartAsync(settings);
        using var client = Client(second, Key);
        await Eventually.TrueAsync("the file waits and is counted", async () => (await StateAsync(client))["files"]!["inbox"]!.GetValue<int>() == 1);
        var waiting = await client.GetFromJsonAsync<JsonNode>("/door/files?folder=inbox");
        var before = await StateAsync(client);
        var resumed = await SayAsync(client, "/door/resume", new { by = "رنا" });
        await SettledAsync(1);
        await Eventually.TrueAsync("the file is done", async () => (await StateAsync(client))["files"]!["done"]!.GetValue<int>() == 1);
        var after = await StateAsync(client);

        Assert.Equal("waits.txt", waiting!["files"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("person", Word(before, "kind"));
        Assert.Equal("running", Word(resumed, "state"));
        Assert.Equal((0, 0, 0, 0L), (after["files"]!["inbox"]!.GetValue<int>(), after["files"]!["work"]!.GetValue<int>(), after["files"]!["failed"]!.GetValue<int>(), after["inFlight"]!.GetValue<long>()));
        Assert.Equal(10_000, after["pauseAbove"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_is_dropped_after_a_pause_is_not_taken_however_busy_the_inbox_is()
    {
        await using var host = await StartAsync(("Door:Keys:console", Hash(Key)), ("Door:Operators:0", "console"));
        using var http = Client(host, Key);
        for (var round = 0; round < 5; round++)
        {
            // It was taken a moment ago, so that the next would be taken without a further look.
            Folders.Drop($"before-{round}.txt", Story(2 * round));
            await Eventually.TrueAsync("it is taken", () => NewsFolders.Names(Folders.Inbox).Count == 0);
            await SayAsync(http, "/door/pause", new { by = "rana" });
            Folders.Drop($"after-{round}.txt", Story((2 * round) + 1));
            await Task.Delay(TimeSpan.FromSeconds(0.6));

            Assert.Equal([$"after-{round}.txt"], NewsFolders.Names(Folders.Inbox));
            await SayAsync(http, "/door/resume", new { by = "rana" });
            await Eventually.TrueAsync("it is taken, too", () => NewsFolders.Names(Folders.Inbox).Count == 0);
        }

        await SettledAsync(10);
    }

    [Fact]
    public async Task A_preview_says_what_reading_says_and_stores_nothing()
    {
        await using var host = await StartAsync(("Door:Keys:console", Hash(Key)), ("Door:Operators:0", "console"));
        using var http = Client(host, Key);
        var body = Encoding.UTF8.GetBytes(Feed(2));

        using var reply = await http.PostAsync(new Uri("/door/preview?name=نشرة.xml", UriKind.Relative), new ByteArrayContent(body));
        var reading = await reply.Content.ReadFromJsonAsync<JsonNode>();
        http.DefaultRequestHeaders.ExpectContinue = true; // Refused before it is sent.
        using var tooLarge = await http.PostAsync(new Uri("/door/preview?name=large.txt", UriKind.Relative), new ByteArrayContent(new byte[(8 << 20) + 1]));
        using var dropped = await http.PostAsync(new Uri("/files?name=n.xml&source=desk", UriKind.Relative), new ByteArrayContent(body));
        await SettledAsync(1);

        Assert.Equal(("rss", 2), (reading!["format"]!.GetValue<string>(), reading["articles"]!.AsArray().Count));
        Assert.Equal("عنوان الخبر رقم 1 في النشرة", reading["articles"]![0]!["headline"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, dropped.StatusCode);
        Assert.Equal(1, await Database.CountAsync("documents", new JsonObject(), CancellationToken.None));
        Assert.Equal(2, await Database.CountAsync("articles", new JsonObject { ["article.source"] = "desk" }, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_dropped_comes_back_byte_by_byte_wherever_it_lies()
    {
        await using var host = await StartAsync(("Door:Keys:console", Hash(Key)), ("Door:Operators:0", "console"));
        using var http = Client(host, Key);
        var story = Encoding.UTF8.GetBytes(Story(1));
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 1], refused = [.. picture, 2];
        Folders.Drop("خبر.txt", story);
        Folders.Drop("refused.png", picture);
        Folders.Drop("later/refused.png", refused);
        await SettledAsync(3);
        await Eventually.TrueAsync("two are in the failed folder", () => NewsFolders.Names(Folders.Failed).Count(name => name.EndsWith("refused.png", StringComparison.Ordinal)) == 2);

        using var done = await http.GetAsync(Original(story));
        using var failed = await http.GetAsync(Original(refused));
        using var unknown = await http.GetAsync(Original([1]));
        using var noId = await http.GetAsync(new Uri("/door/files/..%2Fledger", UriKind.Relative));
        Assert.Equal(story, await done.Content.ReadAsByteArrayAsync());
        Assert.Equal(refused, await failed.Content.ReadAsByteArrayAsync());
        Assert.Equal("خبر.txt", done.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(("attachment", "nosniff"), (done.Content.Headers.ContentDisposition.DispositionType, string.Join(',', done.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (unknown.StatusCode, noId.StatusCode));

        File.Delete(Directory.EnumerateFiles(Folders.Done, "خبر.txt", SearchOption.AllDirectories).Single());
        using var taken = await http.GetAsync(Original(story));
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);

        static Uri Original(byte[] bytes) => new("/door/files/" + Convert.ToHexStringLower(SHA256.HashData(bytes)), UriKind.Relative);
    }

    private static string Word(JsonNode state, string name) => state[name]!.GetValue<string>();

    private static async Task<JsonNode> StateAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonNode>("/door/state"))!;

    private static async Task<JsonNode> SayAsync(HttpClient http, string address, object word)
    {
        using var reply = await http.PostAsJsonAsync(address, word);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static HttpClient Client(ServiceProcess host, string key)
    {
        var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static string Feed(int entries) =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>وكالة</title><link>https://agency.example/</link><description>أخبار</description>
        {string.Concat(Enumerable.Range(1, entries).Select(number => $"<item><title>عنوان الخبر رقم {number} في النشرة</title><guid isPermaLink=\"false\">guid-{number}</guid><description>{Story(number)}</description></item>"))}
        </channel></rss>
        """;

    private async Task<ServiceProcess> StartAsync(params (string Key, string Value)[] more)
    {
        var settings = Settings;
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var host = ServiceProcess.Start("Standalone", settings);
        await host.ReadyAsync();
        return host;
    }

    private sealed class FeedServer : IAsyncDisposable
    {
        private readonly WebApplication app;

        private FeedServer(WebApplication app, string content)
        {
            this.app = app;
            Content = content;
        }

        public string Content { get; set; }

        public int Answers { get; private set; }

        public int NotModified { get; private set; }

        public string Address => app.Urls.Single() + "/feed";

        public static async Task<FeedServer> StartAsync(string content)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var server = new FeedServer(app, content);
            app.MapGet("/feed", server.Answer);
            await app.StartAsync();
            return server;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private IResult Answer(HttpContext http)
        {
            Answers++;
            var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))}\"";
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                NotModified++;
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }

            http.Response.Headers.ETag = tag;
            return Results.Text(Content, "application/rss+xml; charset=utf-8");
        }
    }
}
