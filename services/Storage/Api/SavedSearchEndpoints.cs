using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>Each person's own searches.</summary>
internal static class SavedSearchEndpoints
{
    public static void MapSavedSearches(this IEndpointRouteBuilder api)
    {
        var searches = api.MapGroup("/searches").WithTags("searches").Needs(ApiRole.Viewer);
        searches.MapGet("/", async (HttpContext http, SavedSearches store, CancellationToken cancellationToken) =>
                Answers.Of(http, new SavedSearchesAnswer([.. (await store.ListAsync(Caller.Of(http).Owner, cancellationToken)).Select(SavedSearchLine.Of)])))
            .WithSummary("The searches that whoever asks has saved")
            .Produces<SavedSearchesAnswer>();
        searches.MapPost("/", async (HttpContext http, NewSavedSearch wanted, SavedSearches store, AuditLog audit, CancellationToken cancellationToken) =>
            {
                var caller = Caller.Of(http);
                var saved = await store.SaveAsync(caller.Owner, wanted.Name, wanted.Query, cancellationToken);
                await audit.WriteAsync(caller.Name, "search.save", saved.Name, cancellationToken);
                return Results.Json(SavedSearchLine.Of(saved), Answers.Json, statusCode: StatusCodes.Status201Created);
            })
            .WithSummary("Save a search")
            .WithDescription("Example: {\"name\":\"Ukraine\",\"query\":\"q=أوكرانيا&language=ar\"}")
            .Produces<SavedSearchLine>(StatusCodes.Status201Created);
        searches.MapDelete("/{id}", async (HttpContext http, string id, SavedSearches store, AuditLog audit, CancellationToken cancellationToken) =>
            {
                var caller = Caller.Of(http);
                if (!await store.RemoveAsync(caller.Owner, id, cancellationToken))
                {
                    return Answers.NotFound("There is no saved search of this id.");
                }

                await audit.WriteAsync(caller.Name, "search.remove", id, cancellationToken);
                return Results.NoContent();
            })
            .WithSummary("Forget a saved search");
    }
}

internal sealed record NewSavedSearch
{
    public required string Name { get; init; }

    public required string Query { get; init; }
}

internal sealed record SavedSearchLine(string Id, string Name, string Query, DateTimeOffset CreatedAt)
{
    public static SavedSearchLine Of(SavedSearch search) => new(search.Id, search.Name, search.Query, search.CreatedAt);
}

internal sealed record SavedSearchesAnswer(IReadOnlyList<SavedSearchLine> Searches);
