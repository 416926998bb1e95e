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

        foreach (var request in new[] { (HttpMethod.Post, "/files"), (HttpMethod.Post, "/articles"), (HttpMethod.Get, "/receipts/" + new string('0', 64)) })
        {
            using var message = new HttpRequestMessage(request.Item1, request.Item2) { Content = request.Item1 == HttpMethod.Post ? new StringContent(Story(1)) : null };
            using var answer = await http.SendAsync(message);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Empty(NewsFolders.Names(Folders.Inbox));
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
