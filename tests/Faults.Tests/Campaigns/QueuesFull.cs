using System.Net.Http.Json;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Campaigns;

internal sealed class QueuesFull : LoadCampaign
{
    private const int Longest = 5;

    public override string Name => "queues-full";

    public override string Attack => "every queue takes 5 messages at most and refuses more (reject-publish), while each consumer is stopped in turn";

    public override string Law => "a refused publish is tried again, nothing is lost, nothing deadlocks";

    public override int SmallSize => 400;

    public override int FullSize => 5_000;

    protected override async Task AttackAsync(Platform platform, CampaignRun run, Task dropping)
    {
        using var management = platform.Surroundings.Broker.Management();
        var policy = new Uri($"api/policies/{platform.VirtualHost}/short", UriKind.Relative);
        using var limited = await management.PutAsJsonAsync(policy, new Dictionary<string, object>
        {
            ["pattern"] = "^(deduplication|enrichment|storage|ingestion)-",
            ["apply-to"] = "queues",
            ["priority"] = 100,
            ["definition"] = new Dictionary<string, object> { ["max-length"] = Longest, ["overflow"] = "reject-publish" },
        });
        limited.EnsureSuccessStatusCode();
        foreach (var service in new[] { "Storage", "Enrichment", "Deduplication" })
        {
            run.Progress(0, $"{service} is stopped");
            await platform[service].StopAsync();
            await WaitAsync(3, run);
            await platform[service].StartAsync();
            await platform[service].ReadyAsync();
        }

        await dropping;
        using var lifted = await management.DeleteAsync(policy, run.Cancellation);
        lifted.EnsureSuccessStatusCode();
    }

    protected override async Task MeasureAsync(Platform platform, CampaignRun run) =>
        run.Exactly("articles in quarantine", (await platform.BalanceAsync()).Quarantined, 0);
}
