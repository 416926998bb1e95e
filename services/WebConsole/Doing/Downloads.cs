using System.Buffers;
using NewsPlatform.WebConsole.Asking;

namespace NewsPlatform.WebConsole.Doing;

/// <summary>What leaves as a file: named by this console, never shown in the browser, never guessed at (nosniff).</summary>
internal static class Downloads
{
    private static readonly SearchValues<char> Endings = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var downloads = routes.MapGroup("/download").RequireAuthorization();
        foreach (var format in new[] { "jsonl", "csv", "rss" })
        {
            downloads.MapGet($"/articles.{format}", (HttpContext http, StorageClient storage, CancellationToken cancellationToken) =>
                PassAsync(http, _ => $"articles.{format}", () => storage.ExportAsync(Question.Of(http.Request.Query), format, cancellationToken), cancellationToken));
        }

        downloads.MapGet("/files/{id}", (HttpContext http, string id, DoorClient door, CancellationToken cancellationToken) =>
            PassAsync(http, reply => id + EndingOf(reply), () => door.OriginalAsync(id, cancellationToken), cancellationToken));
        downloads.MapGet("/receipts/{id}", async (HttpContext http, string id, StorageClient storage, CancellationToken cancellationToken) =>
        {
            try
            {
                var receipt = await storage.FileAsync(id, cancellationToken);
                return Results.File(
                    System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(receipt, ServiceClient.Json), "application/json; charset=utf-8", $"{receipt.File.DocumentId}.receipt.json");
            }
            catch (TroubleException trouble)
            {
                return Results.StatusCode(trouble.Kind == TroubleKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    // Of a stranger's name only its ending, so that people can open the file; and that only where it is one.
    private static string EndingOf(HttpResponseMessage reply)
    {
        var disposition = reply.Content.Headers.ContentDisposition;
        var ending = Path.GetExtension((disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"')) ?? "";
        return ending.Length is > 1 and <= 9 && ending.AsSpan(1).IndexOfAnyExcept(Endings) < 0 ? ending : "";
    }

    private static async Task PassAsync(HttpContext http, Func<HttpResponseMessage, string> name, Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        try
        {
            using var reply = await ask();
            http.Response.ContentType = reply.Content.Headers.ContentType?.ToString() ?? "application/octet-stream";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name(reply)}\"";
            await reply.Content.CopyToAsync(http.Response.Body, cancellationToken);
        }
        catch (TroubleException trouble)
        {
            http.Response.StatusCode = trouble.Kind switch
            {
                TroubleKind.SignedOut => StatusCodes.Status401Unauthorized,
                TroubleKind.Refused => StatusCodes.Status400BadRequest,
                TroubleKind.NotFound => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
        }
    }
}
