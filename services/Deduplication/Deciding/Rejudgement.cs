using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Deciding;

/// <summary>What an article would be under the rules of now, or why that cannot be said.</summary>
internal sealed record Rejudgement
{
    public Standing? Standing { get; private init; }

    /// <summary>One of <see cref="Contracts.Unjudged"/>.</summary>
    public string? Unjudged { get; private init; }

    public IReadOnlyList<string> Related { get; private init; } = [];

    public bool IsSayable { get; private init; }

    public static Rejudgement None(string reason) => new() { Unjudged = reason };

    public static Rejudgement Of(Rejudged judged) => new()
    {
        Standing = judged.Standing,
        Related = [.. judged.Related.Select(other => other.Id.ToString())],
        IsSayable = judged.IsSayable,
    };

    /// <summary>Whoever was first with a text came before it.</summary>
    public static Rejudgement ClaimedBy(string owner, Standing standing) => new() { Standing = standing, Related = [owner], IsSayable = true };
}
