using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;

namespace NewsPlatform.Ingestion.Door;

/// <summary>
/// <c>POST /files</c> and <c>POST /articles</c> take one document of any known format as the body and answer where its
/// receipt will be; <c>GET /receipts/{document}</c> is that place. Pushed documents go through the inbox like dropped ones.
/// </summary>
internal sealed class DoorEndpoints(
    DoorKeys keys, InboxOptions inboxOptions, InboxDoor door, DiskSpace disk, Ledger ledger, InboxState state)
{
    // Characters, at up to three bytes each; a file system takes 255 bytes, of which the document's id needs 65.
    private const int LongestName = 60;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/files", PushAsync);
        routes.MapPost("/articles", PushAsync);
        routes.MapGet("/receipts/{documentId}", ReceiptAsync);
    }

    private async Task<IResult> PushAsync(HttpContext http, string? name, string? source, CancellationToken cancellationToken)
    {
        if (keys.Sender(http) is not { } sender)
        {
            return DoorKeys.Refused();
        }

        if (source is not null)
        {
            if (!keys.IsOperator(sender))
            {
                return DoorKeys.Forbidden(sender);
            }

            if (!DoorOptions.IsSource(source))
            {
                return Results.Problem("'source' is no name for a source: up to 100 characters, no slash, no leading dot.", statusCode: StatusCodes.Status400BadRequest);
            }

            sender = source;
        }

        if (state.Paused is { } reason)
        {
            return NotNow(http, reason);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = inboxOptions.LargestFile;
        }

        string documentId;
        try
        {
            // A body that broke off leaves no file behind; one that arrived has been renamed.
            using var draft = door.Open();
            await http.Request.Body.CopyToAsync(draft.Stream, cancellationToken);
            if (draft.Stream.Length == 0)
            {
                throw new BadHttpRequestException("The body is empty: send one document.");
            }

            draft.Stream.Position = 0;
            documentId = Convert.ToHexStringLower(await SHA256.HashDataAsync(draft.Stream, cancellationToken));
            draft.Stream.Dispose();
            door.Arrive(draft, sender, $"{documentId}-{SafeName(name)}");
        }
        catch (BadHttpRequestException refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.StatusCode);
        }
        catch (IOException full) when (full is DiskFullException || disk.Noted(full))
        {
            return NotNow(http, "the disk of the inbox is full");
        }

        return Results.Accepted($"/receipts/{documentId}", new { documentId, receipt = $"/receipts/{documentId}" });
    }

    private async Task<IResult> ReceiptAsync(HttpContext http, string documentId, CancellationToken cancellationToken)
    {
        if (keys.Sender(http) is not { } sender)
        {
            return DoorKeys.Refused();
        }

        if (!DocumentIds.IsOfDocument(documentId))
        {
            return NoId();
        }

        if (await ledger.FindAsync(documentId, cancellationToken) is { } entry)
        {
            var articles = await ledger.ArticlesAsync([documentId], cancellationToken);
            return Results.Text(Receipt.Of(entry, articles[documentId], documentId).ToJson(), "application/json; charset=utf-8");
        }

        return door.IsWaiting(sender, documentId)
            ? Results.Accepted(value: new { documentId, state = "waiting" })
            : Unknown();
    }

    internal static IResult NoId() =>
        Results.Problem("A document's id is the SHA-256 of its bytes: 64 lower-case hexadecimal digits.", statusCode: StatusCodes.Status400BadRequest);

    internal static IResult Unknown() => Results.Problem("No document of this id was taken in.", statusCode: StatusCodes.Status404NotFound);

    internal static IResult NotNow(HttpContext http, string reason)
    {
        http.Response.Headers.RetryAfter = "5";
        return Results.Problem($"Nothing is taken in just now: {reason}. Try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    internal static string SafeName(string? name)
    {
        var safe = new string([.. (name ?? "document").Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]).Trim('.', '_');
        return safe.Length switch { 0 => "document", > LongestName => safe[^LongestName..], _ => safe };
    }
}
