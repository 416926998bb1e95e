using NewsPlatform.Faults.Tests.Campaigns;

namespace NewsPlatform.Faults.Tests.Reports;

/// <summary>Runs a campaign to its end, whatever happens in it.</summary>
internal static class Runner
{
    public static async Task<CampaignReport> RunAsync(Campaign campaign, int size, int seed, Action<double, string> progress, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        var run = new CampaignRun(size, size >= campaign.FullSize, seed, progress, cancellationToken);
        string? broke = null;
        try
        {
            await campaign.RunAsync(run);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            broke = $"{exception.GetType().Name}: {exception.Message}";
        }

        return new CampaignReport
        {
            Campaign = campaign,
            Size = size,
            Seed = seed,
            At = at,
            Took = time.GetElapsedTime(started),
            Figures = run.Figures,
            Notes = run.Notes,
            Broke = broke,
            Skipped = run.Skipped,
        };
    }
}
