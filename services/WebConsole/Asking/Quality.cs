namespace NewsPlatform.WebConsole.Asking;

/// <param name="Weeks">The oldest first.</param>
public sealed record QualityAnswer(DateTimeOffset At, IReadOnlyList<QualityLine> Weeks, QualityLine Total);

/// <summary>What people said of verdicts, counted in the week in which they said it.</summary>
public sealed record QualityLine
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Repeats that a person confirmed.</summary>
    public int Confirmed { get; init; }

    /// <summary>Repeats that a person said are none.</summary>
    public int Overturned { get; init; }

    /// <summary>Articles let through that a person said are repeats.</summary>
    public int Missed { get; init; }

    /// <summary>Articles let through that a person said are no repeats.</summary>
    public int RightlyApart { get; init; }

    /// <summary>Pairs whose verdict is not known any more: they count for nothing.</summary>
    public int WithoutVerdict { get; init; }

    public Share? Precision { get; init; }

    public Share? Recall { get; init; }
}

/// <summary>A share of pairs from 0 to 1, with its 95 % interval; without a value where too few were judged.</summary>
public sealed record Share(int Right, int Judged, double? Value, double? Low, double? High);
