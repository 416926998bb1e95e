using System.Text.RegularExpressions;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Deploy.Tests;

/// <summary>
/// The series that Prometheus makes of an OTLP metric (its OTLP receiver's rule, "UnderscoreEscapingWithSuffixes"): letters it does
/// not know become underscores, the unit and "total" are appended, a histogram has three.
/// </summary>
internal static partial class PrometheusName
{
    // Of the UCUM units those that the services use; what stands in braces is a comment and is left out.
    private static readonly Dictionary<string, string> Units = new() { ["s"] = "seconds", ["ms"] = "milliseconds", ["By"] = "bytes", ["%"] = "percent" };

    public static IEnumerable<string> Of(ReceivedMetric metric)
    {
        var name = Foreign().Replace(metric.Name, "_");
        if (Units.TryGetValue(metric.Unit, out var unit) && !name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            name += "_" + unit;
        }

        return metric.Kind switch
        {
            MetricKind.Counter => [name + "_total"],
            MetricKind.Histogram => [name + "_bucket", name + "_sum", name + "_count"],
            _ when metric.Unit == "1" => [name + "_ratio"],
            _ => [name],
        };
    }

    [GeneratedRegex("[^a-zA-Z0-9_:]+")]
    private static partial Regex Foreign();
}
