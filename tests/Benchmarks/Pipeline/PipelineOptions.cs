using System.CommandLine;
using System.Globalization;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>Sizes of a run. The defaults end within twelve minutes on two cores.</summary>
internal sealed record PipelineOptions
{
    public required int Articles { get; init; }

    public required int Rounds { get; init; }

    public required int WarmUp { get; init; }

    public required int ArticlesPerDocument { get; init; }

    public required int StageArticles { get; init; }

    public required int LatencySeconds { get; init; }

    /// <summary>Articles stored at which the cost of one is measured.</summary>
    public required IReadOnlyList<int> Marks { get; init; }

    /// <summary>Replicas of each service that are compared; the first is the one the others are compared with.</summary>
    public required IReadOnlyList<int> Replicas { get; init; }

    /// <summary>Parts to measure; all when empty. The whole beside the null pipeline is always measured.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Where the JSON file and the pictures go.</summary>
    public required string Folder { get; init; }

    public bool Does(string part) => Parts.Count == 0 || Parts.Contains(part);
}

internal sealed class PipelineArguments
{
    public static readonly string[] Known = ["whole", "latency", "singles", "stages", "growth", "replicas", "standalone"];

    private readonly Option<int> articles = Number("--articles", "Articles of a round", 8_000);
    private readonly Option<int> rounds = Number("--rounds", "Rounds of each pipeline, in turn", 3);
    private readonly Option<int> warmUp = Number("--warm-up", "Articles before anything counts: the compiler is done after some ten thousands", 30_000);
    private readonly Option<int> perDocument = Number("--per-document", "Articles of a document", 10);
    private readonly Option<int> stage = Number("--stage-articles", "Articles of a stage alone", 4_000);
    private readonly Option<int> latency = Number("--latency-seconds", "Seconds at each rate", 12);
    private readonly Option<string> marks = new("--marks") { Description = "Articles stored at which their cost is measured, beside the rounds", DefaultValueFactory = _ => "100000" };
    private readonly Option<string> replicas = new("--replicas") { Description = "Replicas of each service that are compared", DefaultValueFactory = _ => "1,2,4" };
    private readonly Option<string> parts = new("--only") { Description = $"Some parts only: {string.Join(',', Known)}", DefaultValueFactory = _ => "" };
    private readonly Option<string[]> settings = new("--set") { Description = "A setting of all services, Section:Key=value" };
    private readonly Option<string> folder = new("--out") { Description = "Folder for pipeline.json and the pictures", DefaultValueFactory = _ => ReportFolder.Default };

    public void AddTo(Command command)
    {
        Option[] all = [articles, rounds, warmUp, perDocument, stage, latency, marks, replicas, parts, settings, folder];
        Array.ForEach(all, command.Options.Add);
        parts.Validators.Add(result =>
        {
            if (Split(result.GetValueOrDefault<string>()).FirstOrDefault(part => !Known.Contains(part)) is { } unknown)
            {
                result.AddError($"--only knows {string.Join(',', Known)}, not {unknown}");
            }
        });
    }

    public PipelineOptions Of(ParseResult parsed) => new()
    {
        Articles = parsed.GetValue(articles),
        Rounds = parsed.GetValue(rounds),
        WarmUp = parsed.GetValue(warmUp),
        ArticlesPerDocument = parsed.GetValue(perDocument),
        StageArticles = parsed.GetValue(stage),
        LatencySeconds = parsed.GetValue(latency),
        Marks = Numbers(parsed.GetValue(marks)),
        Replicas = Numbers(parsed.GetValue(replicas)),
        Parts = Split(parsed.GetValue(parts)),
        Settings = (parsed.GetValue(settings) ?? []).Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
        Folder = parsed.GetValue(folder)!,
    };

    private static Option<int> Number(string name, string description, int value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static int[] Numbers(string? list) => [.. Split(list).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static string[] Split(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
