using System.Net;
using Microsoft.Playwright;

namespace NewsPlatform.Browser.Tests;

/// <summary>Nobody gets further than the door without an account, and nobody does what the role does not allow.</summary>
public sealed class Signing_in(RunningConsole console) : IClassFixture<RunningConsole>
{
    [Fact]
    public async Task Leads_back_to_the_page_that_was_asked_for_with_a_cookie_out_of_reach()
    {
        await using var visitor = await console.VisitAsync(role: null);
        await visitor.Page.GotoAsync("/quarantine?state=discarded");
        Assert.Contains("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
        await visitor.Page.FillAsync("[name=name]", "operator");
        await visitor.Page.FillAsync("[name=password]", RunningConsole.Password);
        await visitor.Page.ClickAsync("button.main");
        await visitor.Page.WaitForURLAsync("**/quarantine?state=discarded");

        var cookie = (await visitor.Page.Context.CookiesAsync()).Single(one => one.Name == "news.person");
        Assert.True(cookie is { HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.Strict });
        Assert.DoesNotContain("news.person", await visitor.Page.EvaluateAsync<string>("() => document.cookie"), StringComparison.Ordinal);

        await visitor.Page.ClickAsync("form[action='/session/end'] button");
        await visitor.Page.WaitForURLAsync("**/sign-in*");
        await visitor.Page.GotoAsync("/articles");
        Assert.Contains("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
        Assert.Empty(visitor.Offences);
    }

    [Fact]
    public async Task Says_in_both_languages_that_a_password_is_wrong_and_leads_nowhere_else()
    {
        foreach (var (language, words) in new[] { ("en", "Name or password is wrong"), ("ar", "كلمة المرور غير صحيحة") })
        {
            await using var visitor = await console.VisitAsync(role: null, language);
            await visitor.Page.GotoAsync("/sign-in?from=//elsewhere.invalid/");
            await visitor.Page.FillAsync("[name=name]", "operator");
            await visitor.Page.FillAsync("[name=password]", "guessed, and wrong");
            await visitor.Page.ClickAsync("button.main");
            await visitor.Page.WaitForSelectorAsync("[role=alert]");
            Assert.Contains(words, await visitor.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
            Assert.Equal("/", await visitor.Page.InputValueAsync("input[name=from]"));
            await visitor.KeepAsync($"sign-in-wrong-{language}");
        }
    }

    [Fact]
    public async Task A_viewer_reads_and_is_shown_no_button_that_mends()
    {
        await using var visitor = await console.VisitAsync("viewer");
        await visitor.GoAsync("/quarantine");
        Assert.Equal(0, await visitor.Page.Locator("form[action^='/do/retry']").CountAsync());
        await visitor.GoAsync("/files");
        Assert.Equal(0, await visitor.Page.Locator("#files").CountAsync());

        // And where the address is known all the same, Storage refuses.
        var reply = await visitor.Page.GotoAsync("/audit");
        Assert.Equal((int)HttpStatusCode.Forbidden, reply!.Status);
        Assert.Contains("Your role may not do this", await visitor.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_the_pages_own_token_does_nothing()
    {
        await using var visitor = await console.VisitAsync("admin");
        foreach (var deed in new[] { "/do/retry", "/do/discard", "/do/overrule", "/do/account/make", "/do/door/pause", "/do/door/push?name=x", "/session/end", "/preferences" })
        {
            var reply = await visitor.Page.APIRequest.PostAsync(deed, new() { Form = visitor.Page.APIRequest.CreateFormData().Set("id", "x").Set("name", "x").Set("reason", "x").Set("isRepeat", "true"), MaxRedirects = 0 });
            Assert.True(reply.Status == 400, $"{deed} answers {reply.Status}");
        }
    }

    [Fact]
    public async Task A_language_and_a_light_that_were_chosen_stay()
    {
        await using var visitor = await console.VisitAsync("operator");
        await visitor.GoAsync("/stories");
        await visitor.Page.ClickAsync("button[name=language][value=ar]");
        await visitor.Page.WaitForSelectorAsync("html[lang=ar][dir=rtl]");
        await visitor.Page.ClickAsync("button[name=theme]");
        await visitor.Page.WaitForSelectorAsync("html[data-theme=light]");
        await visitor.Page.ClickAsync("button[name=theme]");
        await visitor.Page.WaitForSelectorAsync("html[data-theme=dark]");
        await visitor.GoAsync("/articles");
        Assert.Equal("rgb(20, 24, 27)", await visitor.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rtl", await visitor.Page.GetAttributeAsync("html", "dir"));
    }
}
