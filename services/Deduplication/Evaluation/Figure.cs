using System.Globalization;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>One figure that is demanded, as measured now.</summary>
/// <param name="Id">Its number in the list of demands, F1 to F16.</param>
/// <param name="What">What is measured.</param>
/// <param name="Demand">What is demanded, in words.</param>
/// <param name="Value">What was measured, in words.</param>
/// <param name="IsMet">Whether the measured value meets the demand; nothing where it is reported only.</param>
internal sealed record Figure(string Id, string What, string Demand, string Value, bool? IsMet)
{
    public static Figure AtLeast(string id, string what, double demand, double value, string? note = null) =>
        new(id, what, $">= {Number(demand)}", note is null ? Number(value) : $"{Number(value)} ({note})", value >= demand);

    public static Figure AtMost(string id, string what, double demand, double value, string? note = null) =>
        new(id, what, $"<= {Number(demand)}", note is null ? Number(value) : $"{Number(value)} ({note})", value <= demand);

    public static Figure Told(string id, string what, string value) => new(id, what, "", value, null);

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Of(Found found) => string.Create(CultureInfo.InvariantCulture, $"{found.Count} of {found.Of}");
}
