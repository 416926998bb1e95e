using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>Keys of programs.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("keys").Needs(ApiRole.Admin);
        keys.MapGet("/", async (HttpContext http, ApiKeys store, CancellationToken cancellationToken) =>
                Answers.Of(http, new KeysAnswer([.. (await store.ListAsync(cancellationToken)).Select(key => new KeyLine(key.Name, key.Role, key.CreatedAt, key.CreatedBy, key.RevokedAt))])))
            .WithSummary("All keys; never the keys themselves")
            .Produces<KeysAnswer>();
        keys.MapPost("/", CreateAsync)
            .WithSummary("Make a key: the answer is the only place where it stands")
            .Produces<NewKeyAnswer>(StatusCodes.Status201Created);
        keys.MapDelete("/{name}", RevokeAsync).WithSummary("Revoke a key; takes effect everywhere within five seconds");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, NewKey wanted, ApiKeys keys, AuditLog audit, CancellationToken cancellationToken)
    {
        var who = http.User.Identity!.Name!;
        var key = await keys.CreateAsync(wanted.Name, wanted.Role, who, cancellationToken);
        await audit.WriteAsync(who, "key.create", $"{wanted.Name} as {wanted.Role}", cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/keys/{Uri.EscapeDataString(wanted.Name)}", new NewKeyAnswer(wanted.Name, wanted.Role, key));
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, string name, ApiKeys keys, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(name, cancellationToken))
        {
            return Answers.NotFound($"No key called {name} is at work.");
        }

        await audit.WriteAsync(http.User.Identity!.Name!, "key.revoke", name, cancellationToken);
        return Results.NoContent();
    }
}

internal sealed record NewKey
{
    public required string Name { get; init; }

    public required ApiRole Role { get; init; }
}

internal sealed record NewKeyAnswer(string Name, ApiRole Role, string Key);

internal sealed record KeyLine(string Name, ApiRole Role, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? RevokedAt);

internal sealed record KeysAnswer(IReadOnlyList<KeyLine> Keys);
