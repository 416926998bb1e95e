using NewsPlatform.Contracts;
using NewsPlatform.Messaging;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Storage.Api;

/// <summary>A person's word on a verdict.</summary>
internal static class OverrulingEndpoints
{
    public static void MapOverrulings(this IEndpointRouteBuilder api) =>
        api.MapPost("/articles/{id}/overrule", OverruleAsync)
            .WithTags("articles")
            .Needs(ApiRole.Operator)
            .WithSummary("Say that an article is, or is not, a repeat of another")
            .WithDescription("Example: {\"isRepeat\":false,\"reason\":\"two different storms\"}. The article takes its corrected way within seconds, and the pair is kept as labelled data.")
            .Produces<OverruledAnswer>(StatusCodes.Status202Accepted);

    private static async Task<IResult> OverruleAsync(
        HttpContext http, string id, OverruleRequest word, ArticleReader reader, Outgoing outgoing, AuditLog audit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } article)
        {
            return Answers.NotFound("No article of this id is stored.");
        }

        if ((word.OtherId ?? article.Verdict.KeptArticleId) is not { } otherId)
        {
            throw new ArgumentException("The verdict names no other article: say with 'otherId' which one is meant.");
        }

        if (otherId == id)
        {
            throw new ArgumentException("An article is no repeat of itself.");
        }

        if (await reader.FindAsync(otherId, cancellationToken) is null)
        {
            return Answers.NotFound($"No article {otherId} is stored.");
        }

        var who = http.User.Identity!.Name!;
        var message = new VerdictOverruled
        {
            ArticleId = id,
            OtherId = otherId,
            IsRepeat = word.IsRepeat,
            By = who,
            At = time.GetUtcNow(),
            Reason = string.IsNullOrWhiteSpace(word.Reason) ? null : Text.TextCleaner.Clean(word.Reason),
            Journey = article.Journey,
        };

        // Written down first: what was emitted was said by somebody.
        await audit.WriteAsync(who, "verdict.overrule", $"{id} {(word.IsRepeat ? "is" : "is not")} a repeat of {otherId}: {message.Reason}", cancellationToken);
        await outgoing.PublishAsync(message, articles: 1, cancellationToken);
        return Results.Json(new OverruledAnswer(id, otherId, word.IsRepeat, message.At), Answers.Json, statusCode: StatusCodes.Status202Accepted);
    }
}

internal sealed record OverruleRequest
{
    public required bool IsRepeat { get; init; }

    /// <summary>The other article; the one that the verdict names when absent.</summary>
    public string? OtherId { get; init; }

    public string? Reason { get; init; }
}

internal sealed record OverruledAnswer(string ArticleId, string OtherId, bool IsRepeat, DateTimeOffset At);
