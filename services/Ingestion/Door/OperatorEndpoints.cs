using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using NewsPlatform.Ingestion.Documents;
using NewsPlatform.Ingestion.Inbox;
using NewsPlatform.Ingestion.Receipts;
using NewsPlatform.Messaging;
using NewsPlatform.Mongo;

namespace NewsPlatform.Ingestion.Door;

/// <summary>
/// What operators see and do at the door: <c>GET /door/state</c>, <c>GET /door/files</c>, <c>GET /door/files/{document}</c>,
/// <c>POST /door/pause</c>, <c>POST /door/resume</c>, <c>POST /door/preview</c>.
/// </summary>
internal sealed partial class OperatorEndpoints(
    DoorKeys keys,
    InboxState state,
    PersonsPause person,
    InboxOptions inbox,
    FileCounts files,
    Ledger ledger,
    FinishedFiles finished,
    Preview preview,
    InboxWatcher watcher,
    TimeProvider time,
    ILogger<OperatorEndpoints> logger)
{
    private const int MostNames = 200;
    private const int LongestWord = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.MapGroup("/door").AddEndpointFilter(async (context, next) => keys.RefuseOthersThanOperators(context.HttpContext) ?? await next(context));
        door.MapGet("/state", StateAsync);
        door.MapGet("/files", Files);
        door.MapGet("/files/{documentId}", OriginalAsync);
        door.MapPost("/pause", PauseAsync);
        door.MapPost("/resume", ResumeAsync);
        door.MapPost("/preview", PreviewAsync);
    }

    private async Task<IResult> StateAsync(CancellationToken cancellationToken)
    {
        long? inFlight = null;
        try
        {
            inFlight = await ledger.InFlightAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // The answer leaves the figure out; the reason of the pause says the rest.
        }

        // A word that was just said is told before the next look at the inbox notices it.
        var now = state.Now;
        var pause = person.Read() is { } word ? Pause.Of(word) : now.Pause is { Kind: PauseKind.Person } ? null : now.Pause;
        return Results.Json(
            new DoorState
            {
                State = pause is null ? "running" : "paused",
                Kind = pause?.Kind,
                Reason = pause?.Reason,
                By = pause?.By,
                Since = pause?.Since ?? now.Since,
                Files = files.Now(),
                Unclaimable = state.Unclaimable,
                InFlight = inFlight,
                PauseAbove = inbox.PauseAbove,
                ResumeBelow = inbox.ResumeBelow,
                Replica = Replica.Current.Name,
                At = time.GetUtcNow(),
            },
            Json);
    }

    private IResult Files(string? folder)
    {
        if (folder is not (null or "inbox" or "work"))
        {
            return Results.Problem("'folder' is inbox or work.", statusCode: StatusCodes.Status400BadRequest);
        }

        return Results.Json(
            new DoorFiles([.. files.Some(folder == "work", MostNames).Select(file => new DoorFile(file.Name, file.Facts.Size, file.Facts.Changed))], MostNames, time.GetUtcNow()),
            Json);
    }

    /// <summary>The bytes as they were dropped.</summary>
    private async Task<IResult> OriginalAsync(HttpContext http, string documentId, CancellationToken cancellationToken)
    {
        if (!DocumentIds.IsOfDocument(documentId))
        {
            return DoorEndpoints.NoId();
        }

        if (await ledger.FindAsync(documentId, cancellationToken) is not { } entry)
        {
            return DoorEndpoints.Unknown();
        }

        if (finished.Open(entry) is not { } bytes)
        {
            return Results.Problem("Its file is still being worked on, or somebody has taken it away.", statusCode: StatusCodes.Status404NotFound);
        }

        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(bytes, "application/octet-stream", Path.GetFileName(entry.Name));
    }

    private async Task<IResult> PauseAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await WordAsync(http, cancellationToken) is not { By: not null } wanted)
        {
            return Results.Problem("Say with 'by' who pauses.", statusCode: StatusCodes.Status400BadRequest);
        }

        var word = new PersonsPause.Word(Short(wanted.By), Short(wanted.Reason ?? ""), time.GetUtcNow());
        try
        {
            person.Write(word);
        }
        catch (IOException full)
        {
            return Results.Problem($"The pause could not be written, so there is none: {full.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        LogPaused(word.By, word.Reason);
        return await StateAsync(cancellationToken);
    }

    private async Task<IResult> ResumeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await WordAsync(http, cancellationToken) is not { By: not null } wanted)
        {
            return Results.Problem("Say with 'by' who lets it go on.", statusCode: StatusCodes.Status400BadRequest);
        }

        person.Remove();
        watcher.Wake();
        LogResumed(Short(wanted.By));
        return await StateAsync(cancellationToken);
    }

    private async Task<IResult> PreviewAsync(HttpContext http, string? name, string? source, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Preview.LargestDocument;
        }

        using var body = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(body, cancellationToken);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.Problem(refused.Message, statusCode: refused.StatusCode);
        }

        // A test host has no limit of its own.
        if (body.Length > Preview.LargestDocument)
        {
            return Results.Problem($"A preview takes documents of up to {Preview.LargestDocument / (1 << 20)} MB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        using var patience = new CancellationTokenSource(Preview.Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await preview.ReadAsync(body.ToArray(), DoorEndpoints.SafeName(name), source ?? "inbox", either.Token) is { } json
                ? Results.Text(json, "application/json; charset=utf-8")
                : DoorEndpoints.NotNow(http, "other previews are under way");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Results.Problem($"Reading it takes longer than {Preview.Longest.TotalSeconds:0} s: drop it, and look at its receipt.", statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }

    // Read here and not bound: a stranger's body is not looked at.
    private static async Task<SteeringWord?> WordAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            var word = await http.Request.ReadFromJsonAsync<SteeringWord>(Json, cancellationToken);
            return string.IsNullOrWhiteSpace(word?.By) ? null : word;
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static string Short(string word)
    {
        var clean = Text.TextCleaner.Clean(word).Trim();
        return clean.Length > LongestWord ? clean[..LongestWord] : clean;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{By} paused claiming: {Reason}")]
    private partial void LogPaused(string by, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{By} lets claiming go on")]
    private partial void LogResumed(string by);
}

internal sealed record SteeringWord(string? By, string? Reason);

/// <summary>How it stands at the door.</summary>
internal sealed record DoorState
{
    /// <summary>running or paused.</summary>
    public required string State { get; init; }

    /// <summary>One of <see cref="PauseKind"/>.</summary>
    public string? Kind { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required FileFigures Files { get; init; }

    /// <summary>Files in the inbox that cannot be claimed, as this replica sees it.</summary>
    public required int Unclaimable { get; init; }

    /// <summary>Articles announced and without a final fate, of all replicas; absent while the store does not answer.</summary>
    public long? InFlight { get; init; }

    public required int PauseAbove { get; init; }

    public required int ResumeBelow { get; init; }

    public required string Replica { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed record DoorFile(string Name, long Bytes, DateTimeOffset ChangedAt);

/// <param name="Files">Some of them.</param>
/// <param name="Most">No more than so many are listed.</param>
/// <param name="At">When.</param>
internal sealed record DoorFiles(IReadOnlyList<DoorFile> Files, int Most, DateTimeOffset At);
