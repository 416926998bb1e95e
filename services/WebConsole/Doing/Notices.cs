using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>
/// What a deed tells the page that follows it: kept in a sealed cookie over one redirect, so that going back or loading again
/// neither repeats the deed nor its words.
/// </summary>
public sealed class Notices(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    private const string Cookie = "news.said";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("notices").ToTimeLimitedDataProtector();

    public void Leave(Notice notice)
    {
        // A cookie has four kilobytes, of which sealing and encoding take a third and more.
        const int longest = 1_200;
        var said = notice with { Text = notice.Text.Length > longest ? notice.Text[..longest] + "…" : notice.Text };
        accessor.HttpContext!.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(said), Longest), new CookieOptions { MaxAge = Longest });
    }

    public Notice? Take()
    {
        var http = accessor.HttpContext!;
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }

        if (!http.Response.HasStarted)
        {
            http.Response.Cookies.Delete(Cookie);
        }

        try
        {
            return JsonSerializer.Deserialize<Notice>(protector.Unprotect(kept));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or sealed by another console: nothing worth saying.
            return null;
        }
    }
}

/// <param name="Kind">done, or trouble.</param>
/// <param name="Text">In the person's language.</param>
/// <param name="Secret">A key or a password that is told once.</param>
public sealed record Notice(string Kind, string Text, string? Secret = null)
{
    public const string Done = "done";
    public const string Trouble = "trouble";
}
