using System.ComponentModel;
using NewsPlatform.Storage.Access;
using NewsPlatform.Storage.Quality;

namespace NewsPlatform.Storage.Api;

/// <summary>How good the verdicts are, where people looked.</summary>
internal static class QualityEndpoints
{
    private const int Usual = 12;
    private const int Most = 104;

    public static void MapQuality(this IEndpointRouteBuilder api) =>
        api.MapGet("/quality", async (
                HttpContext http, [Description("1 to 104; 12 when absent.")] int? weeks, QualityFigures figures, TimeProvider time, CancellationToken cancellationToken) =>
                weeks is < 1 or > Most
                    ? throw new ArgumentException($"'weeks' is 1 to {Most}.")
                    : Results.Json(await figures.ReadAsync(weeks ?? Usual, time.GetUtcNow(), cancellationToken), Answers.Json))
            .WithTags("quality")
            .Needs(ApiRole.Viewer)
            .WithSummary("Precision and recall of repeats by week, from what people said about pairs")
            .WithMetadata(new KnownParameters(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "weeks" }))
            .Produces<QualityAnswer>();
}
