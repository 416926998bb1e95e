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
            .WithSummary("Run a stage again over the articles of a search")
            .WithDescription("Example: POST /api/replays?stage=deduplication&source=reuters&from=2026-01-01. Of Deduplication the repeats of the found articles are judged again, too. Nothing stored changes before the replay is promoted.")
            .WithMetadata(KnownParameters.Of<SearchParameters>("stage", "limit"))
            .Produces<ReplayRun>(StatusCodes.Status202Accepted);
        replays.MapGet("/{id}", async (HttpContext http, string id, ReplayStore store, CancellationToken cancellationToken) =>
                await store.ReportAsync(id, cancellationToken) is { } report ? Answers.Of(http, report) : Answers.NotFound("There is no such replay."))
            .Needs(ApiRole.Viewer)
            .WithSummary("How far it is, and what differs: how many articles in which notes, or from which verdict to which, with examples")
            .Produces<ReplayReport>();
        replays.MapPost("/{id}/promote", PromoteAsync)
            .Needs(ApiRole.Operator)
            .WithSummary("Put what the current rules say in the place of what is stored, where it differs")
            .WithDescription("Article by article, and only over what was compared. Notes are replaced at once; verdicts take their corrected way within seconds, as when a person overrules them.")
            .Produces<ReplayPromotion>();
    }

    private static async Task<IResult> StartAsync(
        HttpContext http,
        [AsParameters] SearchParameters parameters,
        [Description("enrichment (unless said otherwise) or deduplication.")] string? stage,
        [Description("The newest so many; up to 100000.")] int? limit,
        ReplayStore store,
        IEnumerable<IReplayedStage> stages,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        stage ??= ReplayStage.Enrichment;
        if (!stages.Any(known => known.Name == stage))
        {
            throw new ArgumentException($"'stage' is enrichment or deduplication, not '{stage}': only these can be run again over what is stored.");
        }

        var run = new ReplayRun
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
            Stage = stage,
            Query = parameters.ToQuery() with { Sort = Search.SortOrder.Newest },
            Limit = ArticleEndpoints.Limit(limit, MostArticles, MostArticles),
            State = ReplayState.Running,
            By = http.User.Identity!.Name!,
            CreatedAt = time.GetUtcNow(),
        };
        await audit.WriteAsync(run.By, "replay.start", $"{run.Id} {stage}{http.Request.QueryString}", cancellationToken);
        await store.CreateAsync(run, cancellationToken);
        return Results.Json(run, Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> PromoteAsync(HttpContext http, string id, ReplayStore store, IEnumerable<IReplayedStage> stages, AuditLog audit, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } run)
        {
            return Answers.NotFound("There is no such replay.");
        }

        if (run.State == ReplayState.Running)
        {
            return Results.Problem("It still runs: promote it when it is done.", statusCode: StatusCodes.Status409Conflict);
        }

        var who = http.User.Identity!.Name!;

        // Written down first: what is emitted was wanted by somebody.
        await audit.WriteAsync(who, "replay.promote", $"{id} begins", cancellationToken);
        var promotion = await store.PromoteAsync(id, stages.Single(stage => stage.Name == run.Stage), who, cancellationToken);
        await audit.WriteAsync(who, "replay.promote", $"{id}: {promotion.Promoted} articles, {promotion.Overtaken} had changed meanwhile, {promotion.NotPromotable} cannot be promoted", cancellationToken);
        return Results.Json(promotion, Answers.Json);
    }
}

internal sealed record ReplaysAnswer(IReadOnlyList<ReplayRun> Replays);
