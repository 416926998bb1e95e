using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

/// <summary>The expressions of rules, dashboards and scaling, and the metrics they ask for.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset", "inf", "nan", "group_left", "group_right"];

    public static IReadOnlyList<(string Where, string Expression)> All { get; } = [.. Rules(), .. Dashboards(), .. Scaling()];

    public static IEnumerable<string> MetricsOf(string expression)
    {
        var bare = Grouping().Replace(Noise().Replace(expression, " "), " ");
        return Name().Matches(bare).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct();
    }

    /// <summary>Names of queues in the matchers of an expression.</summary>
    public static IEnumerable<string> QueuesOf(string expression) => QueueName().Matches(expression).Select(match => match.Value).Distinct();

    private static IEnumerable<(string, string)> Rules() =>
        from document in Yaml.Read("deploy", "prometheus", "rules.yml")
        from name in document.At("groups").Items
        from rule in name.At("rules").Items
        select ("alert " + rule.At("alert").Text, rule.At("expr").Text);

    private static IEnumerable<(string, string)> Dashboards() =>
        from file in Directory.EnumerateFiles(RepositoryRoot.File("deploy", "grafana", "dashboards"), "*.json")
        let board = JsonNode.Parse(File.ReadAllText(file))!
        from panel in board["panels"]!.AsArray()
        from target in panel!["targets"]!.AsArray()
        select ($"{Path.GetFileName(file)}, {panel["title"]}", target!["expr"]!.GetValue<string>());

    private static IEnumerable<(string, string)> Scaling() =>
        from document in Yaml.Read("deploy", "kubernetes", "base", "scaling.yaml")
        from trigger in document.At("spec", "triggers").Items
        select ("scaling of " + document.At("metadata", "name").Text, trigger.At("metadata", "query").Text);

    // Texts, matchers and ranges.
    [GeneratedRegex("""
        "[^"]*"|\{[^}]*\}|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Noise();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    // An identifier that is neither called nor the exponent of a number.
    [GeneratedRegex(@"(?<![\w.:])[a-zA-Z_:][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(ingestion|deduplication|enrichment|storage)-[a-z-]+\b")]
    private static partial Regex QueueName();
}
