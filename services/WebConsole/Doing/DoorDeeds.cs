using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using NewsPlatform.WebConsole.Access;
using NewsPlatform.WebConsole.Asking;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>What is done at Ingestion's door. The door knows this console alone, so roles are checked here and the audit is written first.</summary>
internal static class DoorDeeds
{
    public const string Source = "console";

    public static void MapDoor(this RouteGroupBuilder deeds)
    {
        var operators = deeds.MapGroup("/door").RequireAuthorization(policy => policy.RequireRole("operator", "admin"));
        operators.MapPost("/pause", (Doer doer, DoorClient door, Person person, [FromForm] string? reason, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                if (string.IsNullOrWhiteSpace(reason))
                {
                    throw new TroubleException(TroubleKind.Refused, doer.Words["trouble.because"]);
                }

                await storage.NoteAsync("ingestion.pause", reason.Trim(), token);
                await door.PauseAsync(reason.Trim(), person.Name, token);
                return doer.Words["did.paused"];
            }));
        operators.MapPost("/resume", (Doer doer, DoorClient door, Person person, [FromForm] string? back) =>
            doer.DoAsync(back, async (storage, token) =>
            {
                await storage.NoteAsync("ingestion.resume", "", token);
                await door.ResumeAsync(person.Name, token);
                return doer.Words["did.resumed"];
            }));

        // One file as the body, so that it passes through without being held; the form's token comes as a header.
        operators.MapPost("/push", PushAsync);
    }

    private static async Task<IResult> PushAsync(
        HttpContext http, string? name, IAntiforgery antiforgery, StorageClient storage, DoorClient door, Doer doer, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.Json(new PushAnswer(null, doer.Words["trouble.form"]), ServiceClient.Json, statusCode: StatusCodes.Status400BadRequest);
        }

        // The door has its own bound, and says so.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        try
        {
            await storage.NoteAsync("files.drop", name ?? "", cancellationToken);
            var pushed = await door.PushAsync(name ?? "document", Source, http.Request.Body, cancellationToken);
            return Results.Json(new PushAnswer(pushed.DocumentId, null), ServiceClient.Json);
        }
        catch (TroubleException trouble)
        {
            var status = trouble.Kind switch
            {
                TroubleKind.Refused => StatusCodes.Status400BadRequest,
                TroubleKind.SignedOut => StatusCodes.Status401Unauthorized,
                TroubleKind.NotAllowed => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
            return Results.Json(new PushAnswer(null, doer.Said(trouble)), ServiceClient.Json, statusCode: status);
        }
    }

    private sealed record PushAnswer(string? DocumentId, string? Trouble);
}
