using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Browser.Tests;

/// <summary>A day at the desk, from the first file to the audit in the evening, by mouse and keyboard alone.</summary>
public sealed class A_day_of_an_operator(RunningConsole console) : IClassFixture<RunningConsole>
{
    private static readonly string[] Storm =
    [
        "ضربت عاصفة رملية قوية سواحل المدينة مساء الأحد وأغلقت السلطات الميناء والمطار الدولي احترازيا.",
        "وقال مدير الأرصاد إن سرعة الرياح تجاوزت تسعين كيلومترا في الساعة وإن العاصفة ستستمر حتى فجر الثلاثاء.",
        "ودعت البلدية السكان إلى ملازمة منازلهم وتجنب الطرق الساحلية حتى إشعار آخر.",
    ];

    [Fact]
    public async Task Drops_watches_searches_reads_overrules_and_settles_what_waits()
    {
        await using var visitor = await console.VisitAsync("operator");
        var page = visitor.Page;

        // A look at what a file would become, and nothing is stored.
        await visitor.GoAsync("/files");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "عاصفة.txt", MimeType = "text/plain", Buffer = Text(Storm) });
        await page.ClickAsync("button[formaction='/files/preview']");
        await page.WaitForSelectorAsync("details.row");
        Assert.Contains("عاصفة رملية", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.KeepAsync("day-1-preview");
        Assert.Equal(0, await console.Database.CountAsync("documents", new JsonObject(), default));

        // Dropped: several at once, each with its progress, then its receipt.
        await visitor.GoAsync("/files");
        await page.SetInputFilesAsync("#files", [.. RepositorySeeds(), new FilePayload { Name = "عاصفة.txt", MimeType = "text/plain", Buffer = Text(Storm) }]);
        await page.ClickAsync("button.main");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-dropped] li.done').length === 6");
        await visitor.KeepAsync("day-2-dropped");
        await console.SettledAsync(6);

        // Whichever of two copies is decided first is the original: this one comes later.
        await visitor.GoAsync("/files");
        await page.SetInputFilesAsync("#files", new FilePayload { Name = "copy.txt", MimeType = "text/plain", Buffer = Text(["نقلا عن الوكالة:", .. Storm]) });
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync("[data-dropped] li.done");
        await console.SettledAsync(7);
        await console.IndexedAsync();

        // Watched: the folders tell by themselves that all is done.
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.strip .figure')].some((figure) => /Done/.test(figure.innerText) && /\\b7\\b/.test(figure.innerText))");
        await page.Locator("[data-dropped] li.done a").Last.ClickAsync();
        await page.WaitForSelectorAsync("h1 .name");
        Assert.Contains("Repeat", await page.InnerTextAsync("tbody"), StringComparison.Ordinal);
        await visitor.KeepAsync("day-3-receipt");
        var original = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href^='/download/files/']"));
        await using (var bytes = await original.CreateReadStreamAsync())
        {
            Assert.Equal(original.SuggestedFilename, Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(bytes)) + ".txt");
        }


        // Searched, kept, read.
        await visitor.GoAsync("/articles");
        await page.FillAsync("#q", "العاصفة الرملية");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("article.row mark");
        await page.FillAsync("aside input[name=name]", "عواصف");
        await page.ClickAsync("aside form[action='/do/search/save'] button");
        await page.WaitForSelectorAsync(".notice.done");
        Assert.Contains("عواصف", await page.InnerTextAsync("aside"), StringComparison.Ordinal);
        await visitor.KeepAsync("day-4-search");
        await page.ClickAsync("article.row h2 a");
        await page.WaitForSelectorAsync(".reading .body");
        Assert.Contains("1 repeat", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.KeepAsync("day-5-article");

        // The copy beside its original, and a word on it.
        await page.ClickAsync("a[href*='/beside/']");
        await page.WaitForSelectorAsync(".beside .is-shared");
        await visitor.KeepAsync("day-6-beside");
        await page.FillAsync("input[name=reason]", "خبران مختلفان");
        await page.ClickAsync("button[name=isRepeat][value=false]");
        await page.WaitForSelectorAsync(".notice.done");
        await Eventually.TrueAsync("the copy is an article now", async () => await console.Database.CountAsync("repeats", new JsonObject(), default) == 0);

        // Something waits in quarantine: looked at, tried without doing it, given up with a reason that stays.
        await Seed.QuarantineAsync(console.Database, "The store refused it", "خبر مكسور", "نص لم يقبله المخزن", "inbox");
        await visitor.GoAsync("/quarantine");
        Assert.Contains("خبر مكسور", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await visitor.KeepAsync("day-7-quarantine");
        await page.ClickAsync("button[name=dryRun]");
        await page.WaitForSelectorAsync(".notice.done");
        Assert.Contains("Dry run", await page.InnerTextAsync(".notice.done"), StringComparison.Ordinal);
        await page.FillAsync("input[name=because]", "إعلان وليس خبرا");
        visitor.ExpectsDialogs = true;
        await page.ClickAsync("form[action='/do/discard'] button");
        await page.WaitForFunctionAsync("() => /Nothing waits/.test(document.querySelector('main').innerText)");
        visitor.ExpectsDialogs = false;
        await visitor.GoAsync("/quarantine?state=discarded");
        await page.ClickAsync("tbody a");
        await page.WaitForSelectorAsync("#history");
        Assert.Contains("إعلان وليس خبرا", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        // Ingestion paused and resumed, by a person and with a reason.
        await visitor.GoAsync("/flow");
        await page.FillAsync("input[name=reason]", "صيانة القرص");
        await page.ClickAsync("form[action='/do/door/pause'] button");
        await page.WaitForSelectorAsync(".notice.done");
        await page.WaitForFunctionAsync("() => /صيانة القرص/.test(document.querySelector('[data-live]').innerText)");
        await visitor.KeepAsync("day-8-flow");
        await page.ClickAsync("form[action='/do/door/resume'] button");
        await page.WaitForFunctionAsync("() => /running/.test(document.querySelector('[data-live]').innerText)");

        // In the evening: who did what.
        await visitor.GoAsync("/audit?who=operator");
        var audit = await page.InnerTextAsync("tbody");
        foreach (var deed in new[] { "files.drop", "verdict.overrule", "quarantine.discard", "ingestion.pause", "ingestion.resume" })
        {
            Assert.Contains(deed, audit, StringComparison.Ordinal);
        }

        await visitor.KeepAsync("day-9-audit");
        Assert.Empty(visitor.Offences);
    }

    private static byte[] Text(IEnumerable<string> paragraphs) => System.Text.Encoding.UTF8.GetBytes(string.Join("\n\n", paragraphs));

    private static IEnumerable<FilePayload> RepositorySeeds() =>
        Directory.EnumerateFiles(RepositoryRoot.File("seeds"), "*.txt").Select(file => new FilePayload { Name = Path.GetFileName(file), MimeType = "text/plain", Buffer = File.ReadAllBytes(file) });
}
