using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Contracts;
using NewsPlatform.Storage.Articles;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Storage.Tests.Api;

public sealed class Reading_what_is_stored(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private ApiHost host = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        host = await ApiHost.StartAsync(mongo);
        client = host.Client();
        await StoredArticles.StoreAsync(
            mongo.Database,
            [
                StoredArticles.Of("a1", "أوكرانيا تطلب مساعدة", "طلبت كييف مساعدة عاجلة من مجلس الأمن الدولي.", StoredArticles.Noon, "reuters", Ukraine),
                StoredArticles.Of("a2", "زيارة رسمية", "وصل الوفد المسافر لأوكرانيا أمس، ودعا الأمن إلى مجلس جديد.", StoredArticles.Noon.AddHours(1), "afp", Ukraine),
                StoredArticles.Of("a3", "طقس", "أمطار غزيرة على الساحل.", StoredArticles.Noon.AddHours(2), "afp"),
                StoredArticles.Of("a4", "أوكرانيا تطلب مساعدة: تصحيح", "طلبت كييف مساعدة عاجلة جدا من مجلس الأمن.", StoredArticles.Noon.AddHours(3), "reuters", Ukraine, Revises("a1")),
                StoredArticles.Of("b1", "=SUM(A1)", "Ukraine asked for help, \"urgently\".", StoredArticles.Noon.AddHours(4), "wire", notes => notes with { Language = "en" }),
            ]);
        var store = StoredArticles.Store(mongo.Database);
        await store.StoreAsync(
            [
                new RepeatDocument
                {
                    Id = "r1",
                    Verdict = new() { Kind = VerdictKind.Near, Rule = "shared-runs", RuleVersion = "1", Score = 0.9, KeptArticleId = "a1", Passages = [new() { Start = 0, Length = 9, KeptStart = 0, KeptLength = 9 }] },
                    Journey = Journey.Empty,
                    StoredAt = StoredArticles.Noon,
                    Article = StoredArticles.Of("r1", "نسخة", "طلبت كييف مساعدة.").Article,
                    IngestedAt = StoredArticles.Noon,
                },
            ],
            CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("q=أوكرانيا", "a4 a1 a2")]
    [InlineData("q=اوكرانيا&sort=newest", "a4 a2 a1")]
    [InlineData("q=لأوكرانيا&sort=oldest", "a1 a2 a4")]
    [InlineData("q=والأوكرانيين", "a4 a1 a2")]
    [InlineData("q=أوكرانيا -زيارة", "a4 a1")]
    [InlineData("q=\"مجلس الأمن\"", "a4 a1")]
    [InlineData("q=«مجلس الأمن» -\"عاجلة جدا\"", "a1")]
    [InlineData("q=UKRAINE", "b1")]
    [InlineData("source=afp", "a3 a2")]
    [InlineData("source=afp&q=وفد", "a2")]
    [InlineData("place=Ukraine", "a4 a2 a1")]
    [InlineData("place=UA&person=زيلينسكي", "a4 a2 a1")]
    [InlineData("person=زيلينسكى", "a4 a2 a1")]
    [InlineData("agency=AFP&category=politics&verdict=revised", "a4")]
    [InlineData("language=en", "b1")]
    [InlineData("from=2026-03-01T13:00:00Z&to=2026-03-01T15:00:00Z", "a3 a2")]
    [InlineData("story=s-1&sort=oldest", "a1 a2 a4")]
    [InlineData("q=لاشيء", "")]
    public async Task A_question_finds(string question, string expected)
    {
        var answer = await AskAsync($"/api/articles?{Encode(question)}");

        Assert.Equal(expected, string.Join(' ', answer["articles"]!.AsArray().Select(article => article!["id"]!.GetValue<string>())));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_an_arriving_article_moves_nothing()
    {
        var first = await AskAsync($"/api/articles?{Encode("q=أوكرانيا&limit=2")}");
        await StoredArticles.StoreAsync(mongo.Database, [StoredArticles.Of("a9", "أوكرانيا من جديد", "خبر جديد.", StoredArticles.Noon.AddHours(9))]);
        var second = await AskAsync($"/api/articles?{Encode("q=أوكرانيا&limit=2")}&cursor={first["next"]}");

        Assert.Equal(["a4", "a1"], Ids(first));
        Assert.Equal(["a2"], Ids(second));
        Assert.Null(second["next"]);
        await mongo.Database.DeleteAsync("articles", new JsonObject { ["_id"] = "a9" }, 1, CancellationToken.None);

        var other = await client.GetAsync($"/api/articles?q=Ukraine&cursor={first["next"]}");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Words_are_highlighted_where_they_stand()
    {
        var answer = await AskAsync($"/api/articles?{Encode("q=اوكرانيا&source=afp")}");

        var snippet = answer["articles"]![0]!["snippet"]!;
        var highlight = snippet["highlights"]![0]!;
        var text = snippet["text"]!.GetValue<string>();
        var start = highlight["start"]!.GetValue<int>() - snippet["start"]!.GetValue<int>();
        Assert.Equal("لأوكرانيا", text.Substring(start, highlight["length"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Facets_are_counted_and_nothing_found_says_which_word_is_unknown()
    {
        var answer = await AskAsync("/api/articles?facets=true&limit=1");
        var empty = await AskAsync($"/api/articles?{Encode("q=أوكرانيا ثرثرة")}");

        Assert.Equal(2, Facet(answer, "source", "afp"));
        Assert.Equal(3, Facet(answer, "person", "فولوديمير زيلينسكي"));
        Assert.True(answer["facets"]!["complete"]!.GetValue<bool>());
        Assert.Equal([3, 0], empty["words"]!.AsObject().Select(word => word.Value!.GetValue<int>()));
    }

    [Fact]
    public async Task An_article_comes_with_its_versions_and_repeats()
    {
        var article = await AskAsync("/api/articles/a4");
        var repeats = await AskAsync("/api/articles/a1/repeats");
        var repeat = await AskAsync("/api/articles/r1");

        Assert.Equal(["a1", "a4"], article["versions"]!.AsArray().Select(version => version!["articleId"]!.GetValue<string>()));
        Assert.Equal("r1", repeats["repeats"]![0]!["articleId"]!.GetValue<string>());
        Assert.Equal(9, repeats["repeats"]![0]!["verdict"]!["passages"]![0]!["keptLength"]!.GetValue<int>());
        Assert.Equal("repeated", repeat["fate"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/articles/nobody")).StatusCode);
    }

    [Fact]
    public async Task The_same_answer_is_not_sent_twice()
    {
        var first = await client.GetAsync("/api/articles/a1");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/articles/a1");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/api/articles?soruce=afp", "'soruce' is no parameter here")]
    [InlineData("/api/articles?limit=1000", "at most 100")]
    [InlineData("/api/articles?sort=best", "not 'best'")]
    [InlineData("/api/articles?from=2026-03-02&to=2026-03-01", "before")]
    [InlineData("/api/articles?cursor=x", "cursor")]
    [InlineData("/api/articles?source=", "'source' has no value")]
    [InlineData("/api/export?format=pdf", "not 'pdf'")]
    [InlineData("/api/balance?by=moon", "not 'moon'")]
    [InlineData("/api/files?state=lost", "announcing")]
    public async Task A_wrong_question_is_refused_in_words(string address, string expected)
    {
        var reply = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains(expected, (await reply.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_exported_in_three_forms()
    {
        var lines = (await client.GetStringAsync("/api/export?source=afp")).TrimEnd().Split('\n');
        var csv = await client.GetStringAsync("/api/export?format=csv&language=en");
        var rss = System.Xml.Linq.XDocument.Parse(await client.GetStringAsync($"/api/export?format=rss&{Encode("q=أوكرانيا")}"));

        Assert.Equal(["a3", "a2"], lines.Select(line => JsonNode.Parse(line)!["article"]!["articleId"]!.GetValue<string>()));
        Assert.Contains(",'=SUM(A1),\"Ukraine asked for help, \"\"urgently\"\".\",en,", csv, StringComparison.Ordinal);
        Assert.Equal(["a4", "a2", "a1"], rss.Descendants("guid").Select(guid => guid.Value));
    }

    [Fact]
    public async Task Stories_have_a_timeline()
    {
        var stories = await AskAsync("/api/stories");
        var story = await AskAsync("/api/stories/s-1");

        Assert.Equal(3, stories["stories"]![0]!["articles"]!.GetValue<int>());
        Assert.Equal("a1", story["firstArticleId"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_balance_is_computed_from_the_ledger()
    {
        await mongo.Database.InsertAsync(
            "documents",
            [
                Document("f1", "desk", 3),
                Document("f2", "feed", 2),
                new JsonObject { ["_id"] = "f3", ["name"] = "bad.txt", ["source"] = "desk", ["bytes"] = 1, ["state"] = "failed", ["claimedAt"] = NewsPlatform.Mongo.MongoJson.Node(StoredArticles.Noon) },
            ],
            CancellationToken.None);
        await mongo.Database.InsertAsync(
            "fates",
            [
                Page("f1", ("stored", "new"), ("repeated", "near"), ("quarantined", null)),
                Page("f2", ("in flight", null)),
            ],
            CancellationToken.None);

        var bySource = await AskAsync("/api/balance?by=source");
        var file = await AskAsync("/api/files/f1");
        var files = await AskAsync("/api/files?state=complete&limit=1");
        var next = await AskAsync($"/api/files?state=complete&limit=1&cursor={files["next"]}");

        var desk = bySource["lines"]![0]!;
        Assert.Equal(("desk", 2, 1, 3, 0), (desk["of"]!.GetValue<string>(), desk["documents"]!.GetValue<int>(), desk["failedDocuments"]!.GetValue<int>(), desk["found"]!.GetValue<int>(), desk["difference"]!.GetValue<int>()));
        Assert.Equal(1, desk["repeated"]!["near"]!.GetValue<int>());
        Assert.Equal(1, bySource["lines"]![1]!["difference"]!.GetValue<int>());
        Assert.Equal(3, file["articles"]!.AsArray().Count);
        Assert.NotEqual(files["files"]![0]!["_id"]!.GetValue<string>(), next["files"]![0]!["_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var document = await AskAsync("/openapi/v1.json");

        Assert.True(document["paths"]!.AsObject().Count > 8);
        Assert.NotNull(document["paths"]!["/api/articles"]!["get"]!["parameters"]);
    }

    private static Contracts.Enrichment Ukraine(Contracts.Enrichment notes) => notes with
    {
        Origin = new() { Agencies = [new() { Agency = "AFP", Evidence = AgencyEvidence.Credit }] },
        People = [new() { Name = "فولوديمير زيلينسكي", Mentions = [] }],
        Places = [new() { Name = "أوكرانيا", EnglishName = "Ukraine", Kind = "country", Country = "UA", Mentions = [] }],
        Category = new() { Name = "politics", Confidence = 1, Words = [] },
        Story = new() { StoryId = "s-1", Score = 1 },
    };

    private static Verdict Revises(string id) => new() { Kind = VerdictKind.Revised, Rule = "same-headline", RuleVersion = "1", Score = 0.8, KeptArticleId = id };

    private static JsonObject Document(string id, string source, int found) => new()
    {
        ["_id"] = id, ["name"] = id + ".txt", ["source"] = source, ["bytes"] = 10, ["state"] = "complete", ["found"] = found,
        ["claimedAt"] = NewsPlatform.Mongo.MongoJson.Node(StoredArticles.Noon),
    };

    private static JsonObject Page(string document, params (string Fate, string? Verdict)[] articles) => new()
    {
        ["_id"] = document + "/0",
        ["documentId"] = document,
        ["page"] = 0,
        ["articles"] = new JsonArray([.. articles.Select((article, index) => new JsonObject { ["articleId"] = $"{document}-{index}", ["fate"] = article.Fate, ["verdict"] = article.Verdict })]),
    };

    private static int Facet(JsonObject answer, string field, string value) =>
        answer["facets"]!["fields"]![field]!.AsArray().Single(entry => entry!["value"]!.GetValue<string>() == value)!["articles"]!.GetValue<int>();

    private static IEnumerable<string> Ids(JsonObject answer) => answer["articles"]!.AsArray().Select(article => article!["id"]!.GetValue<string>());

    private static string Encode(string question) =>
        string.Join('&', question.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));

    private async Task<JsonObject> AskAsync(string address)
    {
        var reply = await client.GetAsync(address);
        var body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, $"{address}: {(int)reply.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }
}
