using System.Text.Json.Serialization;
using NewsPlatform.Faults.Tests.Running;

namespace NewsPlatform.Faults.Tests.Checking;

/// <summary>What the checker counted.</summary>
internal sealed record CheckReport
{
    /// <summary>Files that were dropped, as the list says.</summary>
    public required int Dropped { get; init; }

    public required int Done { get; init; }

    public required int Failed { get; init; }

    /// <summary>Dropped files whose bytes another one had before.</summary>
    public required int Duplicates { get; init; }

    public required long Found { get; init; }

    public required long Stored { get; init; }

    public required long Repeated { get; init; }

    public required long Quarantined { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Messages in all queues of the platform.</summary>
    public required long Queued { get; init; }

    /// <summary>Articles in the store, the repeats among them.</summary>
    public required long Kept { get; init; }

    /// <summary>Those of them with one complete trace, from their file to the store.</summary>
    public required long Traced { get; init; }

    /// <summary>Where the journey of others ends or which trace it has; at most <see cref="Checker.MostViolations"/>.</summary>
    public required IReadOnlyList<string> Untraced { get; init; }

    /// <summary>What breaks the law, each in a sentence; at most <see cref="Checker.MostViolations"/> of a kind.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    [JsonIgnore]
    public bool Holds => Violations.Count == 0;

    public override string ToString() =>
        $"{Dropped} files = {Done} done + {Failed} failed ({Duplicates} of them seen before); "
        + $"{Found} articles = {Stored} stored + {Repeated} repeated + {Quarantined} quarantined + {Rejected} rejected"
        + (Holds ? "; the law holds" : $"; BROKEN: {string.Join("; ", Violations)}");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(DroppedFile))]
internal sealed partial class CheckJson : JsonSerializerContext;
