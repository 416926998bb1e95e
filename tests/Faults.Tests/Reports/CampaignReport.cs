using System.Globalization;
using System.Text;
using NewsPlatform.Faults.Tests.Campaigns;

namespace NewsPlatform.Faults.Tests.Reports;

/// <summary>What one run of a campaign came to, as people read it.</summary>
internal sealed record CampaignReport
{
    public required Campaign Campaign { get; init; }

    public required int Size { get; init; }

    public required int Seed { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Took { get; init; }

    public required IReadOnlyList<CampaignFigure> Figures { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why the run did not come to its end, or nothing.</summary>
    public string? Broke { get; init; }

    /// <summary>Why this machine cannot run it at all, or nothing: neither met nor missed.</summary>
    public string? Skipped { get; init; }

    public bool Met => Broke is null && Figures.Count > 0 && Figures.All(figure => figure.Met);

    /// <summary>One section of the report's page.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {Campaign.Name}: {(Skipped is not null ? "SKIPPED" : Met ? "met" : "NOT MET")}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Capital(Campaign.Attack)}. Law: {Campaign.Law}.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd}, {Size:N0} {Campaign.Unit}, seed {Seed}, {Took.TotalSeconds:N0} s.").AppendLine();
        if (Figures.Count > 0)
        {
            text.AppendLine("| figure | measured | demanded | |").AppendLine("|---|---|---|---|");
            foreach (var figure in Figures)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Measured} | {figure.Demanded} | {(figure.Met ? "met" : "**missed**")} |");
            }

            text.AppendLine();
        }

        foreach (var note in (string?[])[.. Notes, Broke is null ? null : $"The run broke off: {Broke}", Skipped is null ? null : $"Not run: {Skipped}"])
        {
            if (note is not null)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"* {note.ReplaceLineEndings(" ")}");
            }
        }

        return text.ToString();
    }

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
