using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class QueueDeleted : LoadCampaign
{
    public override string Name => "queue-deleted";

    public override string Attack => "a queue is deleted by hand while the platform runs, then its service and Ingestion are restarted";

    public override string Law => "nothing that cannot be routed is lost: what was in the queue is announced again";

    public override int SmallSize => 400;

    public override int FullSize => 5_000;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Ingestion:AnnounceUnfinishedAtStart"] = "true" };

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        using var management = platform.Surroundings.Broker.Management();
        foreach (var (queue, service) in new[] { ("deduplication-articles-ingested", "Deduplication"), ("storage-articles-enriched", "Storage") })
        {
            run.Progress(0, $"{queue} is deleted");
            await WaitAsync(1, run);
            using var gone = await management.DeleteAsync(new Uri($"api/queues/{platform.VirtualHost}/{queue}", UriKind.Relative), run.Cancellation);
            run.Exactly($"{queue} was there and is deleted", (int)gone.StatusCode, 204);
            await WaitAsync(2, run);
            await platform[service].StopAsync();
            await platform[service].StartAsync();
            await platform[service].ReadyAsync();
        }

        await dropping;
        await platform["Ingestion"].StopAsync();
        await platform["Ingestion"].StartAsync();
        await platform["Ingestion"].ReadyAsync();
    }
}
