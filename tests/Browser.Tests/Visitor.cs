using Microsoft.Playwright;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Browser.Tests;

/// <summary>Somebody in front of a page. Whatever no page may do is noted: scripts of a text, requests elsewhere, errors.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private static readonly string Axe = ReadAxe();

    private readonly IBrowserContext context;
    private readonly List<string> offences = [];
    private readonly Uri address;

    private Visitor(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page, this.address) = (context, page, address);
        page.Dialog += (_, dialog) =>
        {
            if (!ExpectsDialogs)
            {
                Note($"dialog: {dialog.Message}");
            }

            _ = dialog.AcceptAsync();
        };
        page.Console += (_, said) =>
        {
            if (said.Type is "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                Note($"console: {said.Text}");
            }
        };
        page.PageError += (_, error) => Note($"script error: {error}");
        context.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme is "http" or "https" or "ws" or "wss" && (to.Host != address.Host || to.Port != address.Port))
            {
                Note($"request elsewhere: {request.Url}");
            }
        };
        context.Page += (_, other) =>
        {
            if (other != page)
            {
                Note($"window: {other.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>True while the test itself presses a button that asks.</summary>
    public bool ExpectsDialogs { get; set; }

    /// <summary>What happened that must not; empty for every honest page.</summary>
    public IReadOnlyList<string> Offences
    {
        get
        {
            lock (offences)
            {
                return [.. offences];
            }
        }
    }

    public static async Task<Visitor> OpenAsync(IBrowserContext context, Uri address)
    {
        // What payloads call where they run: nothing of the console knows this name.
        Visitor? visitor = null;
        await context.ExposeFunctionAsync("canary", (string word) => visitor?.Note($"canary: {word}"));
        visitor = new(context, await context.NewPageAsync(), address);
        return visitor;
    }

    public async Task SignInAsync(string name, string password)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name=name]", name);
        await Page.FillAsync("[name=password]", password);
        await Page.ClickAsync("button.main");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal) && !url.EndsWith("/session", StringComparison.Ordinal));
    }

    /// <summary>Opens a page, which answers with 200.</summary>
    public async Task GoAsync(string path)
    {
        var reply = await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        Assert.True(reply!.Status == 200, $"{path} answers {reply.Status}: {await Page.InnerTextAsync("body")}");
    }

    /// <summary>Kept under artifacts/screenshots, for people to look at.</summary>
    public async Task KeepAsync(string name)
    {
        var folder = RepositoryRoot.File("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    /// <summary>Serious and critical findings of axe on the page as it stands.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        await Page.EvaluateAsync(Axe + "\n;0");
        return await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run()).violations
              .filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
              .flatMap((finding) => finding.nodes.map((node) => `${finding.id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ')}`))
            """);
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Note(string offence)
    {
        lock (offences)
        {
            offences.Add($"{offence} (on {Page?.Url})");
        }
    }

    private static string ReadAxe()
    {
        using var reader = new StreamReader(typeof(Visitor).Assembly.GetManifestResourceStream("axe.js")!);
        return reader.ReadToEnd();
    }
}
