using System.Globalization;
using Microsoft.Extensions.Options;
using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>Signing in and out. The one way in that is open to strangers: it has to be.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sessions", BeginAsync)
            .WithTags("sessions")
            .AllowAnonymous()
            .WithSummary("Sign in: the answer is the only place where the token stands")
            .WithDescription("Tries are counted by name and by address; what is too much is answered 429 with Retry-After.")
            .Produces<NewSessionAnswer>(StatusCodes.Status201Created);
        api.MapDelete("/sessions/current", EndAsync)
            .WithTags("sessions")
            .Needs(ApiRole.Viewer)
            .WithSummary("Sign out");
        api.MapGet("/me", (HttpContext http) =>
            {
                var caller = Caller.Of(http);
                return Answers.Of(http, new MeAnswer(caller.Name, caller.Role, caller.Kind, caller.ExpiresAt));
            })
            .WithTags("sessions")
            .Needs(ApiRole.Viewer)
            .WithSummary("Who asks, and what they may do")
            .Produces<MeAnswer>();
    }

    private static async Task<IResult> BeginAsync(
        HttpContext http,
        SignIn given,
        Accounts accounts,
        Sessions sessions,
        SignInLimits limits,
        AuditLog audit,
        IOptions<AccessOptions> options,
        CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var name = Accounts.NameOf(given.Name);
        var address = ClientAddress.Of(http, options.Value);
        if (await limits.TryAsync(name, address, cancellationToken) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Results.Problem("Too many tries. Wait, and try again.", statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (await accounts.CheckAsync(name, given.Password, cancellationToken) is not { } account)
        {
            // The name is left out: people type their password there now and then.
            await audit.WriteAsync("nobody", "session.refuse", $"from {address?.ToString() ?? "this machine"}", cancellationToken);
            return Results.Problem("Name or password is wrong.", statusCode: StatusCodes.Status401Unauthorized);
        }

        await limits.SucceededAsync(name, address, cancellationToken);
        await audit.WriteAsync(account.Name, "session.begin", $"from {address?.ToString() ?? "this machine"}", cancellationToken);
        var (token, session) = await sessions.BeginAsync(account.Name, cancellationToken);
        await accounts.SignedInAsync(account.Name, cancellationToken);
        return Results.Json(
            new NewSessionAnswer(token, account.Name, account.Role, session.ExpiresAt), Answers.Json, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> EndAsync(HttpContext http, Sessions sessions, AuditLog audit, CancellationToken cancellationToken)
    {
        if (Caller.Of(http) is not { Kind: CallerKind.Account } caller)
        {
            throw new ArgumentException("A key has no session to end: an admin revokes it.");
        }

        await audit.WriteAsync(caller.Name, "session.end", "", cancellationToken);
        await sessions.EndAsync(http.Request.Headers.Authorization.ToString().Split(' ')[^1], cancellationToken);
        return Results.NoContent();
    }
}

internal sealed record SignIn
{
    public required string Name { get; init; }

    public required string Password { get; init; }
}

internal sealed record NewSessionAnswer(string Token, string Name, ApiRole Role, DateTimeOffset ExpiresAt);

internal sealed record MeAnswer(string Name, ApiRole Role, CallerKind Kind, DateTimeOffset? ExpiresAt);
