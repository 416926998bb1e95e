using System.Globalization;
using System.Net;
using System.Text;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>One line or one row of bars of a chart.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>The plainest pictures that say what they must: bars beside each other or stacked, and lines. No library, no script.</summary>
internal static class SvgChart
{
    private const int Width = 760, Height = 380, Left = 70, Right = 20, Top = 46, Bottom = 60;
    private const int LegendLine = 16;

    // Distinct for eyes that do not tell red from green (Okabe and Ito's palette).
    private static readonly string[] Colours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"];

    /// <param name="title">Above the picture.</param>
    /// <param name="unit">Of the heights.</param>
    /// <param name="groups">Names below the bars.</param>
    /// <param name="rows">Each with one height a group, in order.</param>
    /// <param name="stacked">On top of each other instead of side by side.</param>
    public static string Bars(string title, string unit, IReadOnlyList<string> groups, IReadOnlyList<(string Name, IReadOnlyList<double> Heights)> rows, bool stacked)
    {
        var most = stacked ? Enumerable.Range(0, groups.Count).Max(group => rows.Sum(row => row.Heights[group])) : rows.Max(row => row.Heights.Max());
        var (svg, y) = Begin(title, unit, most, [.. rows.Select(row => row.Name)]);
        var room = (double)(Width - Left - Right) / groups.Count;
        for (var group = 0; group < groups.Count; group++)
        {
            var below = 0.0;
            for (var row = 0; row < rows.Count; row++)
            {
                var height = rows[row].Heights[group];
                var width = stacked ? room * 0.6 : room * 0.8 / rows.Count;
                var x = Left + (group * room) + (stacked ? room * 0.2 : (room * 0.1) + (row * width));
                var top = y(below + height);
                Add(svg, $"""<rect x="{x:0.#}" y="{top:0.#}" width="{width:0.#}" height="{y(below) - top:0.#}" fill="{Colours[row % Colours.Length]}"/>""");
                if (!stacked)
                {
                    Add(svg, $"""<text x="{x + (width / 2):0.#}" y="{top - 3:0.#}" text-anchor="middle">{Short(height)}</text>""");
                }

                below += stacked ? height : 0;
            }

            Add(svg, $"""<text x="{Left + ((group + 0.5) * room):0.#}" y="{Height - Bottom + 16}" text-anchor="middle">{WebUtility.HtmlEncode(groups[group])}</text>""");
        }

        return End(svg);
    }

    /// <param name="title">Above the picture.</param>
    /// <param name="horizontal">What runs to the right, with its unit.</param>
    /// <param name="unit">Of the heights.</param>
    /// <param name="series">The lines.</param>
    public static string Lines(string title, string horizontal, string unit, IReadOnlyList<Series> series)
    {
        var first = series.Min(line => line.Points.Min(point => point.X));
        var last = Math.Max(first + double.Epsilon, series.Max(line => line.Points.Max(point => point.X)));
        var (svg, y) = Begin(title, unit, series.Max(line => line.Points.Max(point => point.Y)), [.. series.Select(line => line.Name)]);
        double X(double value) => Left + ((value - first) / (last - first) * (Width - Left - Right));
        for (var row = 0; row < series.Count; row++)
        {
            var points = string.Join(' ', series[row].Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{y(point.Y):0.#}")));
            Add(svg, $"""<polyline points="{points}" fill="none" stroke="{Colours[row % Colours.Length]}" stroke-width="2"/>""");
        }

        for (var tick = 0; tick <= 5; tick++)
        {
            var value = first + ((last - first) * tick / 5);
            Add(svg, $"""<text x="{X(value):0.#}" y="{Height - Bottom + 16}" text-anchor="middle">{Short(value)}</text>""");
        }

        Add(svg, $"""<text x="{(Width + Left) / 2}" y="{Height - Bottom + 34}" text-anchor="middle">{WebUtility.HtmlEncode(horizontal)}</text>""");
        return End(svg);
    }

    private static (StringBuilder Svg, Func<double, double> Y) Begin(string title, string unit, double most, IReadOnlyList<string> legend)
    {
        var svg = new StringBuilder();
        var top = Step(most) * Math.Ceiling(Math.Max(most, double.Epsilon) / Step(most));
        double Y(double value) => Height - Bottom - (value / top * (Height - Top - Bottom));
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="11" role="img">""");
        Add(svg, $"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        Add(svg, $"""<text x="{Left}" y="18" font-size="14" font-weight="bold">{WebUtility.HtmlEncode(title)}</text>""");
        Add(svg, $"""<text x="{Left}" y="34">{WebUtility.HtmlEncode(unit)}</text>""");
        for (var value = 0.0; value <= top * 1.0001; value += Step(most))
        {
            Add(svg, $"""<line x1="{Left}" x2="{Width - Right}" y1="{Y(value):0.#}" y2="{Y(value):0.#}" stroke="#ddd"/>""");
            Add(svg, $"""<text x="{Left - 6}" y="{Y(value) + 4:0.#}" text-anchor="end">{Short(value)}</text>""");
        }

        var x = Left;
        for (var row = 0; row < legend.Count; row++)
        {
            Add(svg, $"""<rect x="{x}" y="{Height - LegendLine}" width="10" height="10" fill="{Colours[row % Colours.Length]}"/>""");
            Add(svg, $"""<text x="{x + 14}" y="{Height - LegendLine + 9}">{WebUtility.HtmlEncode(legend[row])}</text>""");
            x += 26 + (legend[row].Length * 7);
        }

        return (svg, Y);
    }

    private static string End(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    // 1, 2 or 5 times a power of ten, four to ten of them to the top.
    private static double Step(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(most, 1e-9))));
        return (most / power) switch
        {
            < 2 => power / 5,
            < 5 => power / 2,
            _ => power,
        };
    }

    private static string Short(double value) => value switch
    {
        >= 10_000_000 => (value / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (value / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        >= 10 or 0 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
