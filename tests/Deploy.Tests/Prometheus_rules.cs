using System.Diagnostics;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Deploy.Tests;

public sealed class Prometheus_rules(ITestOutputHelper output)
{
    private static readonly string[] Demanded =
    [
        "StageLate", "StageStalled", "QueueGrowing", "BalanceDiffers", "QuarantineGrowing", "IngestionPausedLong", "BrokerBlocked", "StoreSlow", "DiskNearlyFull", "ReplicaLost",
    ];

    [Fact]
    public void Every_way_of_failing_has_its_alert_and_every_alert_is_shown_firing_and_silent()
    {
        var alerts = Yaml.Read("deploy", "prometheus", "rules.yml").Single().At("groups").Items
            .SelectMany(one => one.At("rules").Items).Select(rule => rule.At("alert").Text).ToList();
        var drills = Yaml.Read("deploy", "prometheus", "rules.test.yml").Single().At("tests").Items
            .SelectMany(test => test.At("alert_rule_test").Items)
            .ToLookup(drill => drill.At("alertname").Text, drill => drill.At("exp_alerts").Items.Any());

        Assert.Subset(alerts.ToHashSet(), Demanded.ToHashSet());
        Assert.All(alerts, alert => Assert.Contains(true, drills[alert]));

        // StageLate and StoreSlow are silent for a second stage and a second service within their one drill.
        Assert.All(alerts.Except(["StageLate", "StoreSlow"]), alert => Assert.Contains(false, drills[alert]));
    }

    [Fact]
    public async Task Each_alert_comes_true_under_its_fault_and_not_without_it()
    {
        if (Tools.Find("promtool") is not { } promtool)
        {
            SharedData.Skipped(output, "no promtool on this machine: './news test' unpacks it from Debian's package prometheus");
            return;
        }

        var start = new ProcessStartInfo(promtool, ["test", "rules", RepositoryRoot.File("deploy", "prometheus", "rules.test.yml")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}
