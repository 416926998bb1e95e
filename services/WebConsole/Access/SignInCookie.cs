using Microsoft.AspNetCore.Authentication.Cookies;

namespace NewsPlatform.WebConsole.Access;

/// <summary>The one cookie that says who somebody is: sealed, out of reach of scripts, never sent along from another site.</summary>
internal static class SignInCookie
{
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "news.person";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.LoginPath = SigningIn.Page;
        options.AccessDeniedPath = "/refused";
        options.ReturnUrlParameter = "from";

        // How long it lasts is Storage's to say, which gave the token; the ticket carries that moment.
        options.SlidingExpiration = false;
    }
}
