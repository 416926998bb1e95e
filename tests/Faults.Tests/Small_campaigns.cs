using System.Globalization;
using NewsPlatform.Faults.Tests.Campaigns;
using NewsPlatform.Faults.Tests.Reports;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Faults.Tests;

/// <summary>Every campaign at the size of a test. A full run is <c>news campaign NAME</c>.</summary>
public sealed class Small_campaigns
{
    private const int Seed = 1;

    public static TheoryData<string> Names => [.. CampaignTable.All.Select(campaign => campaign.Name)];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Names))]
    public async Task What_must_hold_holds(string name)
    {
        var campaign = CampaignTable.Find(name)!;
        var report = await Runner.RunAsync(campaign, campaign.SmallSize, Seed, (_, _) => { }, CancellationToken.None);

        if (report.Skipped is { } reason)
        {
            Console.WriteLine($"SKIPPED: campaign {name}: {reason}");
            return;
        }

        Figures.Print("campaign", string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, {report.Size:N0} {campaign.Unit}: {string.Join("; ", report.Figures.Select(figure => $"{figure.What} {figure.Measured} ({figure.Demanded})"))}"));
        Assert.True(report.Met, report.ToMarkdown());
    }
}
