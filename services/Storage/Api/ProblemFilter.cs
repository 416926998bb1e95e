using NewsPlatform.Mongo;

namespace NewsPlatform.Storage.Api;

/// <summary>Turns what a request got wrong, and a store that is away, into problem details; names parameters nobody knows.</summary>
internal sealed class ProblemFilter(ILogger<ProblemFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (http.GetEndpoint()?.Metadata.GetMetadata<KnownParameters>() is { } known
                && http.Request.Query.Keys.FirstOrDefault(key => !known.Names.Contains(key)) is { } unknown)
            {
                return Results.Problem(
                    $"'{unknown}' is no parameter here. Known: {string.Join(", ", known.Names.Order(StringComparer.Ordinal))}.",
                    statusCode: StatusCodes.Status400BadRequest);
            }

            return await next(context);
        }
        catch (ArgumentException refused)
        {
            return Results.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (StoreUnavailableException away)
        {
            logger.LogStoreAway(away);
            http.Response.Headers.RetryAfter = "2";
            return Results.Problem("The store does not answer just now. Try again.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

/// <summary>The query parameters of a route.</summary>
internal sealed record KnownParameters(IReadOnlySet<string> Names)
{
    public static KnownParameters Of<T>(params ReadOnlySpan<string> others)
    {
        var names = typeof(T).GetProperties().Select(property => property.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var other in others)
        {
            names.Add(other);
        }

        return new(names);
    }
}

internal static partial class ProblemLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was answered 503: the store is away")]
    public static partial void LogStoreAway(this ILogger logger, Exception exception);
}
