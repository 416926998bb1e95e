using System.ComponentModel;
using NewsPlatform.Storage.Access;

namespace NewsPlatform.Storage.Api;

/// <summary>Who did what.</summary>
internal static class AuditEndpoints
{
    // What is done at other services by people who sign in here: those services know no people.
    private static readonly string[] Elsewhere = ["ingestion.pause", "ingestion.resume", "files.drop", "files.preview"];
    private const int LongestDetails = 500;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit").Needs(ApiRole.Operator);
        audit.MapGet("/", PageAsync)
            .WithSummary("Who did what, the newest first")
            .WithDescription("Example: /api/audit?what=quarantine&from=2026-01-01T00:00:00Z")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "limit", "cursor", "who", "what", "from", "to" }))
            .Produces<AuditAnswer>();
        audit.MapPost("/", WriteAsync)
            .WithSummary("Write down what is about to be done at another service, in the name of whoever asks")
            .WithDescription("'what' is one of: " + string.Join(", ", Elsewhere));
    }

    private static async Task<IResult> PageAsync(
        HttpContext http,
        [Description("1 to 500; 50 when absent.")] int? limit,
        [Description("'next' of the page before.")] string? cursor,
        string? who,
        [Description("A whole word (quarantine.retry) or its first part (quarantine).")] string? what,
        DateTimeOffset? from,
        DateTimeOffset? to,
        AuditLog audit,
        CancellationToken cancellationToken)
    {
        var (entries, next) = await audit.PageAsync(new AuditFilter(who, what, from, to), ArticleEndpoints.Limit(limit, 50, 500), cursor, cancellationToken);
        return Answers.Of(http, new AuditAnswer([.. entries.Select(entry => new AuditLine(entry.Id, entry.At, entry.Who, entry.What, entry.Details))], next));
    }

    private static async Task<IResult> WriteAsync(HttpContext http, AuditedElsewhere done, AuditLog audit, CancellationToken cancellationToken)
    {
        if (Array.IndexOf(Elsewhere, done.What) < 0)
        {
            throw new ArgumentException($"'what' is one of {string.Join(", ", Elsewhere)}.");
        }

        var details = Text.TextCleaner.Clean(done.Details);
        await audit.WriteAsync(Caller.Of(http).Name, done.What, details.Length > LongestDetails ? details[..LongestDetails] : details, cancellationToken);
        return Results.NoContent();
    }
}

internal sealed record AuditedElsewhere
{
    public required string What { get; init; }

    public required string Details { get; init; }
}

internal sealed record AuditLine(string Id, DateTimeOffset At, string Who, string What, string Details);

internal sealed record AuditAnswer(IReadOnlyList<AuditLine> Entries, string? Next);
