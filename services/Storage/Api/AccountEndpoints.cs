using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>The people who sign in.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts");
        accounts.MapGet("/", async (HttpContext http, Accounts store, CancellationToken cancellationToken) =>
                Answers.Of(http, new AccountsAnswer([.. (await store.ListAsync(cancellationToken)).Select(AccountLine.Of)])))
            .Needs(ApiRole.Admin)
            .WithSummary("All accounts; never a password")
            .Produces<AccountsAnswer>();
        accounts.MapPost("/", CreateAsync)
            .Needs(ApiRole.Admin)
            .WithSummary("Make an account; without a password one is made and told here, once")
            .Produces<NewAccountAnswer>(StatusCodes.Status201Created);
        accounts.MapDelete("/{name}", RemoveAsync).Needs(ApiRole.Admin).WithSummary("Remove an account; its sessions end everywhere within five seconds");
        accounts.MapPost("/{name}/password", SetPasswordAsync)
            .Needs(ApiRole.Viewer)
            .WithSummary("Change a password: one's own with the old one, any other's as admin")
            .WithDescription("All sessions of the account end. An admin who gives no 'new' is told one, once.")
            .Produces<NewPasswordAnswer>();
    }

    private static async Task<IResult> CreateAsync(HttpContext http, NewAccount wanted, Accounts accounts, AuditLog audit, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var by = Caller.Of(http).Name;
        var name = Accounts.NameOf(wanted.Name);
        var made = wanted.Password is null ? PasswordHash.NewPassword() : null;
        await accounts.CreateAsync(name, wanted.Role, wanted.Password ?? made!, by, cancellationToken);
        await audit.WriteAsync(by, "account.create", $"{name} as {wanted.Role.ToString().ToLowerInvariant()}", cancellationToken);
        return Results.Json(new NewAccountAnswer(name, wanted.Role, made), Answers.Json, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string name, Accounts accounts, Sessions sessions, AuditLog audit, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        name = Accounts.NameOf(name);
        if (caller.Kind == CallerKind.Account && !await accounts.HasOtherAdminAsync(name, cancellationToken))
        {
            throw new ArgumentException($"{name} is the last admin who can sign in: make another one first.");
        }

        if (!await accounts.RemoveAsync(name, cancellationToken))
        {
            return Answers.NotFound($"There is no account called {name}.");
        }

        await sessions.EndAllAsync(name, cancellationToken);
        await audit.WriteAsync(caller.Name, "account.remove", name, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> SetPasswordAsync(
        HttpContext http, string name, NewPassword wanted, Accounts accounts, Sessions sessions, SignInLimits limits, AuditLog audit, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var caller = Caller.Of(http);
        name = Accounts.NameOf(name);
        var own = caller.Kind == CallerKind.Account && caller.Name == name;
        if (!own && caller.Role < ApiRole.Admin)
        {
            return Results.Problem("Another's password is changed by an admin.", statusCode: StatusCodes.Status403Forbidden);
        }

        if (own)
        {
            // Somebody at a screen that was left open must not guess here what he may not guess at the door.
            if (await limits.TryAsync(name, address: null, cancellationToken) is not null)
            {
                return Results.Problem("Too many tries. Wait, and try again.", statusCode: StatusCodes.Status429TooManyRequests);
            }

            if (wanted.New is null || await accounts.CheckAsync(name, wanted.Old ?? "", cancellationToken) is null)
            {
                throw new ArgumentException(wanted.New is null ? "Give the new password as 'new'." : "The old password is wrong.");
            }

            await limits.SucceededAsync(name, address: null, cancellationToken);
        }

        var made = wanted.New is null ? PasswordHash.NewPassword() : null;
        if (!await accounts.SetPasswordAsync(name, wanted.New ?? made!, cancellationToken))
        {
            return Answers.NotFound($"There is no account called {name}.");
        }

        await sessions.EndAllAsync(name, cancellationToken);
        await audit.WriteAsync(caller.Name, "account.password", name, cancellationToken);
        return Results.Json(new NewPasswordAnswer(name, made), Answers.Json);
    }
}

internal sealed record NewAccount
{
    public required string Name { get; init; }

    public required ApiRole Role { get; init; }

    public string? Password { get; init; }
}

internal sealed record NewAccountAnswer(string Name, ApiRole Role, string? Password);

internal sealed record NewPassword
{
    public string? Old { get; init; }

    public string? New { get; init; }
}

internal sealed record NewPasswordAnswer(string Name, string? Password);

internal sealed record AccountLine(string Name, ApiRole Role, DateTimeOffset CreatedAt, string CreatedBy, bool Disabled, DateTimeOffset? LastSignInAt)
{
    public static AccountLine Of(Account account) =>
        new(account.Name, account.Role, account.CreatedAt, account.CreatedBy, account.Disabled, account.LastSignInAt);
}

internal sealed record AccountsAnswer(IReadOnlyList<AccountLine> Accounts);
