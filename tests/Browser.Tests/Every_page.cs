using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Browser.Tests;

/// <summary>Each page on the seeds: it answers, reads in both languages, is reachable for everybody, fits a phone.</summary>
public sealed class Every_page(RunningConsole console) : IClassFixture<RunningConsole>, IAsyncLifetime
{
    private const string Replay = "0193deduplication";

    private readonly Dictionary<string, string> pages = [];

    public async Task InitializeAsync()
    {
        if (await Database.CountAsync("documents", new JsonObject(), default) == 0)
        {
            console.Folders.DropSeeds();
            await console.SettledAsync(5);
            var article = (await Database.FindOneAsync<JsonObject>("articles", new JsonObject()))!;
            console.Folders.Drop("again.txt", "نشرت الوكالة:\n\n" + article["article"]!["text"]!.GetValue<string>());
            console.Folders.Drop("broken.gz", "this is no archive");
            await console.SettledAsync(6);
            await console.IndexedAsync();
            await Seed.QuarantineAsync(Database, "The store refused it", "عنوان ينتظر", "نص ينتظر", "inbox");
            await Seed.ReplayAsync(Database, Replay, article["_id"]!.GetValue<string>(), "عنوان يُحكم عليه ثانية");
        }

        var articles = (await console.AskAsync("api/articles?limit=50"))["articles"]!.AsArray();
        var repeat = await Database.FindOneAsync<JsonObject>("repeats", new JsonObject());
        var stories = (await console.AskAsync("api/stories"))["stories"]!.AsArray();
        var files = (await console.AskAsync("api/files"))["files"]!.AsArray();
        var waiting = (await console.AskAsync("api/quarantine"))["entries"]!.AsArray();
        var first = articles[1]!["id"]!.GetValue<string>();
        pages["articles"] = "/articles";
        pages["search"] = "/articles?q=%D8%A3%D9%88%D9%83%D8%B1%D8%A7%D9%86%D9%8A%D8%A7&language=ar";
        pages["nothing-found"] = "/articles?q=zzzzzz";
        pages["article"] = $"/articles/{first}";
        pages["versions"] = $"/articles/{first}/since/{articles[2]!["id"]}";
        pages["beside"] = $"/articles/{repeat!["_id"]}/beside/{repeat["verdict"]!["keptArticleId"]}";
        pages["repeat"] = $"/articles/{repeat["_id"]}";
        pages["stories"] = "/stories";
        pages["story"] = $"/stories/{stories[0]!["_id"]}";
        pages["files"] = "/files";
        pages["file"] = $"/files/{files[0]!["_id"]}";
        pages["preview"] = "/files/preview";
        pages["quarantine"] = "/quarantine";
        pages["quarantined"] = $"/quarantine/{waiting[0]!["_id"]}";
        pages["replays"] = "/replays";
        pages["replay"] = $"/replays/{Replay}";
        pages["quality"] = "/quality";
        pages["audit"] = "/audit";
        pages["people"] = "/people";
        if (await Exists("/flow"))
        {
            pages["flow"] = "/flow";
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private MongoDatabase Database => console.Database;

    [Theory]
    [InlineData("en", ColorScheme.Light, 1280)]
    [InlineData("ar", ColorScheme.Dark, 1280)]
    [InlineData("ar", ColorScheme.Light, 390)]
    public async Task Reads_well_has_no_barrier_and_runs_without_an_error(string language, ColorScheme colours, int width)
    {
        await using var visitor = await console.VisitAsync("admin", language, colours, width);
        var barriers = new List<string>();
        foreach (var (name, path) in pages)
        {
            await visitor.GoAsync(path);
            await visitor.KeepAsync($"{name}-{language}-{(width < 600 ? "phone" : colours.ToString().ToLowerInvariant())}");
            barriers.AddRange((await visitor.BarriersAsync()).Select(barrier => $"{path}: {barrier}"));
            Assert.Equal(language == "ar" ? "rtl" : "ltr", await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).direction"));
            Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
            Assert.DoesNotMatch(@"\b(nav|trouble|advice|field|verdict|quality|people)\.[a-z]", await visitor.Page.InnerTextAsync("body"));

            // Wide tables scroll within themselves; the page never does.
            var (content, window) = (await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), await visitor.Page.EvaluateAsync<int>("() => document.documentElement.clientWidth"));
            Assert.True(content <= window, $"{path} is {content} wide in a window of {window}");
        }

        Assert.True(barriers.Count == 0, string.Join('\n', barriers));
        Assert.Empty(visitor.Offences);
        Figures.Print("console", $"{pages.Count} pages in {language}, {colours}, {width} px: no serious finding of axe, no error");
    }

    [Fact]
    public async Task Arabic_pages_are_laid_out_from_right_to_left_and_English_ones_the_other_way()
    {
        foreach (var (language, rightToLeft) in new[] { ("ar", true), ("en", false) })
        {
            await using var visitor = await console.VisitAsync("operator", language);
            await visitor.GoAsync(pages["article"]);
            var side = await Box(visitor, "nav.side");
            var main = await Box(visitor, "main");
            var aside = await Box(visitor, "main aside");
            var reading = await Box(visitor, "article.reading");
            var brand = await Box(visitor, ".brand");
            var me = await Box(visitor, ".me");

            // Navigation, reading, notes: in the order of the language.
            Assert.Equal(rightToLeft, side.X > main.X);
            Assert.Equal(rightToLeft, reading.X > aside.X);
            Assert.Equal(rightToLeft, brand.X > me.X);

            // An Arabic text begins at the right in either language.
            var paragraph = visitor.Page.Locator(".reading .body p").First;
            Assert.Equal("rtl", await paragraph.EvaluateAsync<string>("(element) => getComputedStyle(element).direction"));
            var (left, right) = (await paragraph.EvaluateAsync<double[]>(
                "(element) => { const range = document.createRange(); range.setStart(element.firstChild.firstChild ?? element.firstChild, 0); range.setEnd(element.firstChild.firstChild ?? element.firstChild, 1); const box = range.getBoundingClientRect(); const own = element.getBoundingClientRect(); return [box.left - own.left, own.right - box.right]; }")) is [var l, var r] ? (l, r) : (0, 0);
            Assert.True(right < 5 && left > 50, $"the first letter stands {left} from the left and {right} from the right");
        }
    }

    [Fact]
    public async Task A_name_of_the_other_direction_does_not_turn_its_line_over()
    {
        await using var visitor = await console.VisitAsync("operator", "ar");
        await visitor.GoAsync("/files");

        // A Latin file name and a time in an Arabic table: the cell begins at the right, the name reads from the left.
        var name = visitor.Page.Locator("td bdi.name").First;
        Assert.Equal("ltr", await name.EvaluateAsync<string>("(element) => getComputedStyle(element).direction"));
        Assert.Equal("isolate", await name.EvaluateAsync<string>("(element) => getComputedStyle(element).unicodeBidi"));
        var (cell, text) = (await Box(visitor, "tbody tr:first-child td:first-child"), await name.BoundingBoxAsync());
        Assert.True(cell.X + cell.Width - (text!.X + text.Width) < 20, "the name does not stand at the right of its cell");
        Assert.Equal("ltr", await visitor.Page.Locator("tbody time").First.EvaluateAsync<string>("(element) => getComputedStyle(element).direction"));
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard_alone()
    {
        await using var visitor = await console.VisitAsync("operator");
        await visitor.GoAsync("/articles");
        await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#page", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("page", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await visitor.Page.Keyboard.PressAsync("/");
        Assert.Equal("q", await visitor.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await visitor.Page.Keyboard.TypeAsync("الناتو");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync(url => url.Contains("q=", StringComparison.Ordinal));
        var links = visitor.Page.Locator("article.row h2 a");
        Assert.True(await links.CountAsync() > 0);
        await links.First.FocusAsync();
        Assert.NotEqual("none", await links.First.EvaluateAsync<string>("(element) => getComputedStyle(element).outlineStyle"));
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**/articles/*");
        Assert.Empty(visitor.Offences);
    }

    private static async Task<LocatorBoundingBoxResult> Box(Visitor visitor, string selector) => (await visitor.Page.Locator(selector).First.BoundingBoxAsync())!;

    private async Task<bool> Exists(string path)
    {
        await using var visitor = await console.VisitAsync("operator");
        return (await visitor.Page.GotoAsync(path))!.Status == 200;
    }
}
