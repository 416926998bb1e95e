using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Browser.Tests;

/// <summary>
/// More than five hundred texts that run wherever they are taken for markup, as headline, text, file name, source, error and
/// question. In the browser nothing runs and nothing is asked for elsewhere; and in the answers themselves no text has become
/// an element or an attribute, so that it is not the content policy alone that holds.
/// </summary>
public sealed partial class Script_injection(RunningConsole console) : IClassFixture<RunningConsole>, IAsyncLifetime
{
    private static readonly string[] Words = ["قالت", "الوزارة", "إن", "المجلس", "اجتمع", "أمس", "في", "العاصمة", "لبحث", "خطة", "جديدة", "للمياه", "والطاقة", "والتعليم", "مع", "ممثلين", "عن", "المدن"];

    private MongoDatabase Database => console.Database;

    public async Task InitializeAsync()
    {
        if (await Database.CountAsync("documents", new JsonObject(), default) > 0)
        {
            return;
        }

        // Headline and text of an article each; one article whose text has all of them; files of such names.
        var lines = Payloads.All.Select((payload, number) => JsonSerializer.Serialize(new { title = $"{payload} {number}", body = $"{Filler(number)}\n\n{payload}\n\n{Filler(number + 10_000)}", author = payload }));
        console.Folders.Drop("payloads.jsonl", string.Join('\n', lines.Append(JsonSerializer.Serialize(new { title = "كل النصوص معا", body = Filler(77_777) + "\n\n" + string.Join("\n\n", Payloads.All) }))));
        var named = 0;
        foreach (var (number, payload) in Payloads.All.Index())
        {
            if (FileName(payload) is { } name)
            {
                console.Folders.Drop($"{name}.txt", Filler(number + 50_000));
                named++;
            }
        }

        foreach (var (number, payload) in Payloads.All.Index())
        {
            await Seed.QuarantineAsync(Database, payload, $"{payload} {number}", payload, payload, "storage");
        }

        foreach (var payload in Payloads.All.Where((_, number) => number % 10 == 0))
        {
            (await console.Api.PostAsJsonAsync("api/audit", new { what = "files.drop", details = payload })).EnsureSuccessStatusCode();
        }

        await console.SettledAsync(named + 1, TimeSpan.FromMinutes(3));
        await console.IndexedAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_text_runs_and_none_asks_for_anything_elsewhere()
    {
        Assert.True(Payloads.All.Count >= 500, $"{Payloads.All.Count} texts are too few");
        Assert.Equal(Payloads.All.Count, Payloads.All.Distinct().Count());
        await using var visitor = await console.VisitAsync("admin", "ar");
        var pages = await PagesAsync();
        foreach (var path in pages)
        {
            await visitor.GoAsync(path);
        }

        // What came in the question itself, and what was typed into forms that show it again.
        foreach (var payload in Payloads.All.Where((_, number) => number % 9 == 0))
        {
            await visitor.Page.GotoAsync("/articles?q=" + Uri.EscapeDataString(payload) + "&source=" + Uri.EscapeDataString(payload), new() { WaitUntil = Microsoft.Playwright.WaitUntilState.DOMContentLoaded });
        }

        await visitor.GoAsync("/quarantine");
        await visitor.KeepAsync("payloads-quarantine");
        await visitor.GoAsync("/articles");
        await visitor.KeepAsync("payloads-articles");
        Assert.True(visitor.Offences.Count == 0, string.Join('\n', visitor.Offences));
        Figures.Print("console", $"{Payloads.All.Count} texts on {pages.Count} pages in the browser: none ran, no request elsewhere");
    }

    [Fact]
    public async Task No_text_becomes_an_element_or_an_attribute_of_any_page()
    {
        await using var visitor = await console.VisitAsync("admin");
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = console.Address };
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", (await visitor.Page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}")));
        var parser = new HtmlParser();
        var strange = new List<string>();
        var read = 0;
        var articles = new List<string>();
        await foreach (var article in Database.FindAsync<JsonObject>("articles", new JsonObject(), new FindOptions { Projection = new JsonObject { ["_id"] = 1 } }, default))
        {
            articles.Add($"/articles/{article["_id"]}");
        }

        var questions = Payloads.All.SelectMany(payload => new[]
        {
            "/articles?q=" + Uri.EscapeDataString(payload),
            "/sign-in?name=" + Uri.EscapeDataString(payload) + "&from=" + Uri.EscapeDataString(payload),
        });
        foreach (var path in (await PagesAsync()).Concat(articles).Concat(questions))
        {
            var reply = await browser.GetAsync(new Uri(path, UriKind.Relative));
            using var page = parser.ParseDocument(await reply.Content.ReadAsStringAsync());
            strange.AddRange(Strange(page).Select(what => $"{path}: {what}"));
            Assert.Contains("script-src 'self'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
            read++;
        }

        Assert.True(articles.Count >= 500, $"only {articles.Count} articles were stored");
        Assert.True(strange.Count == 0, string.Join('\n', strange.Take(20)));
        Figures.Print("console", $"{read} answers with {Payloads.All.Count} texts in them: no element or attribute came from a text");
    }

    private async Task<List<string>> PagesAsync()
    {
        var pages = new List<string> { "/articles", "/stories", "/files", "/quarantine", "/replays", "/quality", "/audit", "/people", "/flow" };
        for (var cursor = (await console.AskAsync("api/articles?limit=100"))["next"]?.GetValue<string>(); cursor is not null;)
        {
            pages.Add("/articles?cursor=" + Uri.EscapeDataString(cursor));
            cursor = (await console.AskAsync("api/articles?limit=100&cursor=" + Uri.EscapeDataString(cursor)))["next"]?.GetValue<string>();
        }

        foreach (var file in (await console.AskAsync("api/files?limit=100"))["files"]!.AsArray())
        {
            pages.Add($"/files/{file!["_id"]}");
        }

        foreach (var entry in (await console.AskAsync("api/quarantine?limit=30"))["entries"]!.AsArray())
        {
            pages.Add($"/quarantine/{entry!["_id"]}");
        }

        var all = await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["article.headline"] = "كل النصوص معا" });
        var some = await Database.FindOneAsync<JsonObject>("articles", new JsonObject { ["article.headline"] = new JsonObject { ["$ne"] = "كل النصوص معا" } });
        pages.Add($"/articles/{all!["_id"]}");
        pages.Add($"/articles/{all["_id"]}/beside/{some!["_id"]}");
        pages.Add($"/articles/{some["_id"]}/since/{all["_id"]}");
        return pages;
    }

    // The pages' own elements, scripts and attributes; anything else came from a text.
    private static IEnumerable<string> Strange(IDocument page)
    {
        foreach (var element in page.All)
        {
            if (element.LocalName is "script" && !(element.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) == true && element.TextContent.Length == 0))
            {
                yield return $"a script: {element.OuterHtml}";
            }

            if (element.LocalName is "img" or "svg" or "iframe" or "object" or "embed" or "style" or "base" or "video" or "audio" or "math" or "marquee" or "source" or "use" or "animate")
            {
                yield return $"an element: {element.OuterHtml}";
            }

            foreach (var attribute in element.Attributes)
            {
                if (attribute.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.LocalName is "style" or "srcdoc"
                    || (attribute.LocalName is "href" or "src" or "action" or "formaction" && !attribute.Value.StartsWith('/') && attribute.Value is not "#page" && !Trace().IsMatch(attribute.Value)))
                {
                    yield return $"an attribute: {attribute.Name}={attribute.Value}";
                }
            }
        }
    }

    // Where the settings say that traces are, with an id in letters and digits.
    [GeneratedRegex("^http://127\\.0\\.0\\.1:16686/trace/[0-9a-f]{32}$")]
    private static partial Regex Trace();

    private static string Filler(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 40).Select(_ => Words[random.Next(Words.Length)] + random.Next(1000).ToString(CultureInfo.InvariantCulture))) + ".";
    }

    // A file's name has no slash and at most 255 bytes, of which its receipt needs some.
    private static string? FileName(string payload) =>
        payload.Contains('/', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(payload) > 150 || payload.StartsWith('.') ? null : payload;
}
