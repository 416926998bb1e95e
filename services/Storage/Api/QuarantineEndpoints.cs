using System.ComponentModel;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Quarantine;

namespace NewsPlatform.Storage.Api;

/// <summary>What failed, why, and what is done about it.</summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this IEndpointRouteBuilder api)
    {
        var quarantine = api.MapGroup("/quarantine").WithTags("quarantine");
        quarantine.MapGet("/", ListAsync)
            .Needs(ApiRole.Viewer)
            .WithSummary("What waits (or was sent back, or discarded), the newest first")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "state", "service", "reason", "source", "limit" }))
            .Produces<QuarantineAnswer>();
        quarantine.MapGet("/groups", async (HttpContext http, QuarantineStore store, CancellationToken cancellationToken) =>
                Answers.Of(http, new QuarantineGroupsAnswer(await store.GroupsAsync(new QuarantineFilter(), cancellationToken))))
            .Needs(ApiRole.Viewer)
            .WithSummary("What waits, by service and reason")
            .Produces<QuarantineGroupsAnswer>();
        quarantine.MapGet("/{id}", async (HttpContext http, string id, QuarantineStore store, CancellationToken cancellationToken) =>
                await store.FindAsync(id, cancellationToken) is { } entry ? Answers.Of(http, entry) : Answers.NotFound("There is no such entry."))
            .Needs(ApiRole.Viewer)
            .WithSummary("One entry with its stack trace and history")
            .Produces<QuarantineEntry>();
        quarantine.MapPost("/retry", async (HttpContext http, RetryRequest wanted, QuarantineDesk desk, CancellationToken cancellationToken) =>
                Results.Json(await desk.RetryAsync(wanted.ToFilter(), wanted.Sample, wanted.DryRun, http.User.Identity!.Name!, cancellationToken), Answers.Json))
            .Needs(ApiRole.Operator)
            .WithSummary("Send one, a sample or a group on its way again")
            .WithDescription("Example: {\"service\":\"storage\",\"reason\":\"…\",\"sample\":1}; {\"dryRun\":true} counts only.")
            .Produces<MendAnswer>();
        quarantine.MapPost("/discard", async (HttpContext http, DiscardRequest wanted, QuarantineDesk desk, CancellationToken cancellationToken) =>
                Results.Json(await desk.DiscardAsync(wanted.ToFilter(), wanted.Because ?? "", wanted.DryRun, http.User.Identity!.Name!, cancellationToken), Answers.Json))
            .Needs(ApiRole.Operator)
            .WithSummary("Give one or a group up, with a reason")
            .WithDescription("Example: {\"ids\":[\"…\"],\"because\":\"advertisement\"}")
            .Produces<MendAnswer>();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [Description("waiting, 'sent back' or discarded; waiting when absent.")] string? state,
        string? service,
        [Description("The whole reason, as a group has it.")] string? reason,
        string? source,
        [Description("1 to 200; 50 when absent.")] int? limit,
        QuarantineStore store,
        CancellationToken cancellationToken)
    {
        state ??= QuarantineState.Waiting;
        if (!QuarantineState.All.Contains(state))
        {
            throw new ArgumentException($"'state' is one of {string.Join(", ", QuarantineState.All)}.");
        }

        var filter = new QuarantineFilter { State = state, Service = service, Reason = reason, Source = source };
        return Answers.Of(http, new QuarantineAnswer(
            await store.CountAsync(filter, cancellationToken),
            await store.ListAsync(filter, ArticleEndpoints.Limit(limit, 50, 200), cancellationToken)));
    }
}

internal record MendRequest
{
    public IReadOnlyList<string>? Ids { get; init; }

    public string? Service { get; init; }

    public string? Reason { get; init; }

    public string? Source { get; init; }

    public bool DryRun { get; init; }

    public QuarantineFilter ToFilter() => Ids?.Count > QuarantineDesk.MostAtOnce
        ? throw new ArgumentException($"Up to {QuarantineDesk.MostAtOnce} ids at once.")
        : new() { Ids = Ids, Service = Service, Reason = Reason, Source = Source };
}

internal sealed record RetryRequest : MendRequest
{
    /// <summary>This many at most, to see whether the cause is gone.</summary>
    public int? Sample { get; init; }
}

internal sealed record DiscardRequest : MendRequest
{
    /// <summary>Why; receipts and audit show it.</summary>
    public string? Because { get; init; }
}

internal sealed record QuarantineAnswer(long Count, IReadOnlyList<QuarantineEntry> Entries);

internal sealed record QuarantineGroupsAnswer(IReadOnlyList<QuarantineGroup> Groups);
