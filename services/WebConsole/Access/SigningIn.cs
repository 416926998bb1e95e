using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using NewsPlatform.WebConsole.Asking;

namespace NewsPlatform.WebConsole.Access;

/// <summary>In and out. Names and passwords are Storage's to check; the console keeps the token it gives, sealed in the cookie.</summary>
internal static class SigningIn
{
    public const string Page = "/sign-in";
    public const string Limit = "sign-in";

    public const string Wrong = "wrong";
    public const string TooMany = "many";
    public const string Away = "away";

    public static void MapSigningIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/session", InAsync).RequireRateLimiting(Limit);
        routes.MapPost("/session/end", OutAsync);
    }

    /// <summary>Only an address of this console; anything else becomes the first page.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
        && !address.Any(char.IsControl)
            ? address
            : "/";

    private static async Task<IResult> InAsync(
        HttpContext http, [FromForm] string? name, [FromForm] string? password, [FromForm] string? from, StorageClient storage, CancellationToken cancellationToken)
    {
        try
        {
            var session = await storage.SignInAsync(name ?? "", password ?? "", cancellationToken);
            var identity = new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, session.Name),
                    new Claim(ClaimTypes.Role, session.Role.ToLowerInvariant()),
                    new Claim(Person.TokenClaim, session.Token),
                ],
                CookieAuthenticationDefaults.AuthenticationScheme);
            await http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true, ExpiresUtc = session.ExpiresAt });
            return Results.LocalRedirect(Local(from));
        }
        catch (TroubleException trouble)
        {
            var refused = trouble.Kind switch
            {
                TroubleKind.SignedOut or TroubleKind.Refused => Wrong,
                TroubleKind.TooMany => TooMany,
                _ => Away,
            };
            return Results.LocalRedirect(Link.To(Page, ("refused", refused), ("wait", trouble.RetryAfter?.ToString("0", System.Globalization.CultureInfo.InvariantCulture)), ("from", Local(from)), ("name", name)));
        }
    }

    private static async Task<IResult> OutAsync(HttpContext http, [FromForm] string? from, StorageClient storage, CancellationToken cancellationToken)
    {
        try
        {
            await storage.SignOutAsync(cancellationToken);
        }
        catch (TroubleException)
        {
            // The token runs out by itself; the person leaves in any case.
        }

        await http.SignOutAsync();
        return Results.LocalRedirect(Link.To(Page, ("from", from is null ? null : Local(from))));
    }
}
