using System.Globalization;

namespace NewsPlatform.Enrichment.Evaluation;

/// <summary>One figure as measured now.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Value">From 0 to 1, or a plain number.</param>
/// <param name="Of">How many cases it rests on.</param>
/// <param name="Least">What is demanded at least; nothing where the figure is only reported.</param>
/// <param name="Most">What is demanded at most.</param>
internal sealed record Figure(string What, double Value, int Of, double? Least = null, double? Most = null)
{
    /// <summary>Nothing where nothing is demanded.</summary>
    public bool? IsMet => Least is null && Most is null ? null : Value >= (Least ?? double.MinValue) && Value <= (Most ?? double.MaxValue);

    public string Demand => Least is { } least ? ">= " + Number(least) : Most is { } most ? "<= " + Number(most) : "";

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>Found and missed, for precision and recall.</summary>
internal struct Tally
{
    public int Right;
    public int Claimed;
    public int Wanted;

    public readonly double Precision => Claimed == 0 ? 0 : (double)Right / Claimed;

    public readonly double Recall => Wanted == 0 ? 0 : (double)Right / Wanted;

    public readonly double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public readonly IEnumerable<Figure> Figures(string what)
    {
        yield return new Figure(what + ", precision", Precision, Claimed);
        yield return new Figure(what + ", recall", Recall, Wanted);
        yield return new Figure(what + ", F1", F1, Wanted);
    }
}
