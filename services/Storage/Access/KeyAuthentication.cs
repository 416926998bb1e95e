using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace NewsPlatform.Storage.Access;

/// <summary><c>Authorization: Bearer KEY</c>.</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, ApiKeys keys)
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

        if (await keys.FindAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } key)
        {
            return AuthenticateResult.Fail("unknown key");
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, key.Name), new Claim(ClaimTypes.Role, key.Role.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Send a key that this service knows: Authorization: Bearer <key>.", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Results.Problem($"The key '{Context.User.Identity?.Name}' may not do this.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(Context);
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
