using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Storage.Access;

/// <summary><c>Authorization: Bearer KEY</c>, or the token of a session.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, ApiKeys keys, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string Name = "key";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var given = header[Bearer.Length..].Trim();
        if (given.StartsWith(Sessions.TokenStart, StringComparison.Ordinal))
        {
            return await sessions.FindAsync(given, Context.RequestAborted) is { } found
                ? Known(new Caller(found.Account.Name, found.Account.Role, CallerKind.Account, found.Session.ExpiresAt))
                : AuthenticateResult.Fail("unknown session");
        }

        return await keys.FindAsync(given, Context.RequestAborted) is { } key
            ? Known(new Caller(key.Name, key.Role, CallerKind.Key, null))
            : AuthenticateResult.Fail("unknown key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Send a key or a session that this service knows: Authorization: Bearer <key>.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem($"'{Context.User.Identity?.Name}' may not do this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);

    private static AuthenticateResult Known(Caller caller)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name), new Claim(ClaimTypes.Role, caller.Role.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new CallerPrincipal(identity, caller), Name));
    }

    private sealed class CallerPrincipal(ClaimsIdentity identity, Caller caller) : ClaimsPrincipal(identity), ICaller
    {
        public Caller Caller { get; } = caller;
    }
}

internal static class Roles
{
    /// <summary>Demands at least this role, on one route or on a group.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, ApiRole role)
        where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(Policy(role));

    private static AuthorizationPolicy Policy(ApiRole least) =>
        new AuthorizationPolicyBuilder(KeyAuthentication.Name)
            .RequireAuthenticatedUser()
            .RequireRole(Enum.GetValues<ApiRole>().Where(role => role >= least).Select(role => role.ToString()))
            .Build();
}
