using System.ComponentModel;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Replay;

namespace NewsPlatform.Storage.Api;

/// <summary>A stage run again over what is stored: what would change, before anything does.</summary>
internal static class ReplayEndpoints
{
    private const int MostArticles = 100_000;

    public static void MapReplays(this IEndpointRouteBuilder api)
    {
        var replays = api.MapGroup("/replays").WithTags("replay");
        replays.MapGet("/", async (HttpContext http, ReplayStore store, CancellationToken cancellationToken) =>
                Answers.Of(http, new ReplaysAnswer(await store.NewestAsync(50, cancellationToken))))
            .Needs(ApiRole.Viewer)
            .WithSummary("Replays, the newest first")
            .Produces<ReplaysAnswer>();
        replays.MapPost("/", StartAsync)
            .Needs(ApiRole.Operator)
            .WithSummary("Run Enrichment again over the articles of a search")
            .WithDescription("Example: POST /api/replays?source=reuters&from=2026-01-01. Nothing stored changes before the replay is promoted.")
            .WithMetadata(KnownParameters.Of<SearchParameters>("stage", "limit"))
            .Produces<ReplayRun>(StatusCodes.Status202Accepted);
        replays.MapGet("/{id}", async (HttpContext http, string id, ReplayStore store, CancellationToken cancellationToken) =>
                await store.ReportAsync(id, cancellationToken) is { } report ? Answers.Of(http, report) : Answers.NotFound("There is no such replay."))
            .Needs(ApiRole.Viewer)
            .WithSummary("How far it is, and what differs: how many articles in which notes, with examples")
            .Produces<ReplayReport>();
        replays.MapPost("/{id}/promote", PromoteAsync)
            .Needs(ApiRole.Operator)
            .WithSummary("Put the current notes in the place of the stored ones, where they differ")
            .Produces<PromotedAnswer>();
    }

    private static async Task<IResult> StartAsync(
        HttpContext http,
        [AsParameters] SearchParameters parameters,
        [Description("enrichment, the only one there is.")] string? stage,
        [Description("The newest so many; up to 100000.")] int? limit,
        ReplayStore store,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (stage is not (null or "enrichment"))
        {
            throw new ArgumentException($"'stage' is enrichment, not '{stage}': what is split or a repeat is decided once, when it arrives.");
        }

        var run = new ReplayRun
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Stage = "enrichment",
            Query = parameters.ToQuery() with { Sort = Search.SortOrder.Newest },
            Limit = ArticleEndpoints.Limit(limit, MostArticles, MostArticles),
            State = ReplayState.Running,
            By = http.User.Identity!.Name!,
            CreatedAt = time.GetUtcNow(),
        };
        await audit.WriteAsync(run.By, "replay.start", $"{run.Id}{http.Request.QueryString}", cancellationToken);
        await store.CreateAsync(run, cancellationToken);
        return Results.Json(run, Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> PromoteAsync(HttpContext http, string id, ReplayStore store, AuditLog audit, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } run)
        {
            return Answers.NotFound("There is no such replay.");
        }

        if (run.State == ReplayState.Running)
        {
            return Results.Problem("It still runs: promote it when it is done.", statusCode: StatusCodes.Status409Conflict);
        }

        var (promoted, overtaken) = await store.PromoteAsync(id, cancellationToken);
        await audit.WriteAsync(http.User.Identity!.Name!, "replay.promote", $"{id}: {promoted} articles, {overtaken} had changed meanwhile", cancellationToken);
        return Results.Json(new PromotedAnswer(promoted, overtaken), Answers.Json);
    }
}

internal sealed record ReplaysAnswer(IReadOnlyList<ReplayRun> Replays);

/// <param name="Promoted">Articles that have the current notes now.</param>
/// <param name="Overtaken">Articles that had changed since they were compared, and were left alone.</param>
internal sealed record PromotedAnswer(int Promoted, int Overtaken);
