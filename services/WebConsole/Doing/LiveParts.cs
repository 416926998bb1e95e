using Microsoft.AspNetCore.Http.HttpResults;
using NewsPlatform.WebConsole.Asking;
using NewsPlatform.WebConsole.Parts;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>Parts of pages that are asked for again and again, rendered by the same components as in the page itself.</summary>
internal static class LiveParts
{
    public static void MapLiveParts(this IEndpointRouteBuilder routes)
    {
        var parts = routes.MapGroup("/parts").RequireAuthorization();
        parts.MapGet("/flow", () => new RazorComponentResult<FlowPicture>());
        parts.MapGet("/folders", () => new RazorComponentResult<Folders>());
        parts.MapGet("/replay/{id}", async Task<IResult> (string id, StorageClient storage, CancellationToken cancellationToken) =>
        {
            try
            {
                return new RazorComponentResult<ReplayFigures>(new { Report = await storage.ReplayAsync(id, cancellationToken) });
            }
            catch (TroubleException)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
