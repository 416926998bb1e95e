using Microsoft.Playwright;

namespace NewsPlatform.Browser.Tests;

/// <summary>Debian's Chromium without a window.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> LaunchAsync()
    {
        var path = Environment.GetEnvironmentVariable("NEWS_CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"{path} is missing: './news test' installs it, or NEWS_CHROMIUM names another.");
        }

        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        }));
    }

    /// <summary>A browser of somebody's own, with nothing in it yet.</summary>
    public async Task<Visitor> OpenAsync(Uri address, string language = "en", ColorScheme colours = ColorScheme.Light, int width = 1280) =>
        await Visitor.OpenAsync(
            await browser.NewContextAsync(new()
            {
                BaseURL = address.ToString(),
                Locale = language,
                TimezoneId = "Asia/Beirut",
                ColorScheme = colours,
                ViewportSize = new() { Width = width, Height = 900 },
                AcceptDownloads = true,
            }),
            address);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
