using Microsoft.AspNetCore.Mvc;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.WebConsole.Access;

/// <summary>Language and light or dark: kept in the browser for a year.</summary>
internal static class Preferences
{
    public const string ThemeCookie = "news.theme";

    /// <summary>What may be chosen; auto follows the system.</summary>
    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark"];

    public static void MapPreferences(this IEndpointRouteBuilder routes) => routes.MapPost("/preferences", Keep);

    public static string ThemeOf(HttpContext? http) =>
        http?.Request.Cookies[ThemeCookie] is { } theme && Themes.Contains(theme) ? theme : "auto";

    private static IResult Keep(HttpContext http, [FromForm] string? language, [FromForm] string? theme, [FromForm] string? from)
    {
        var year = new CookieOptions { MaxAge = TimeSpan.FromDays(365), Path = "/" };
        if (Language.Find(language) is { } chosen)
        {
            http.Response.Cookies.Append(Language.Cookie, chosen.Code, year);
        }

        if (theme is not null && Themes.Contains(theme))
        {
            http.Response.Cookies.Append(ThemeCookie, theme, year);
        }

        return Results.LocalRedirect(SigningIn.Local(from));
    }
}
