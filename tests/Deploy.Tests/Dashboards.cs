using System.Text.Json.Nodes;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

public sealed class Dashboards
{
    private static readonly List<JsonNode> All =
        [.. Directory.EnumerateFiles(RepositoryRoot.File("deploy", "grafana", "dashboards"), "*.json").Select(file => JsonNode.Parse(File.ReadAllText(file))!)];

    [Fact]
    public void Each_question_has_its_page() =>
        Assert.Equal(["news-balance", "news-dedup", "news-flow", "news-stage"], All.Select(board => board["uid"]!.GetValue<string>()).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_panel_asks_a_source_that_is_provisioned()
    {
        var sources = Yaml.Read("deploy", "grafana", "provisioning", "datasources", "prometheus.yml").Single()
            .At("datasources").Items.Select(source => source.At("uid").Text).ToHashSet();

        Assert.All(All.SelectMany(board => board["panels"]!.AsArray()), panel => Assert.Contains(panel!["datasource"]!["uid"]!.GetValue<string>(), sources));
    }
}
