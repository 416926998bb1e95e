using System.Text.RegularExpressions;

namespace NewsPlatform.Faults.Tests.Reports;

/// <summary>A page of reports, one section a campaign: a new run replaces the section of the last one and leaves all others.</summary>
internal static partial class ReportPage
{
    public static void Put(string path, CampaignReport report)
    {
        var page = File.Exists(path) ? File.ReadAllText(path) : "# Campaigns\n";
        var parts = Heading().Split(page).ToList();
        var section = report.ToMarkdown().TrimEnd() + "\n";
        var at = parts.FindIndex(part => part.StartsWith($"## {report.Campaign.Name}:", StringComparison.Ordinal));
        if (at < 0)
        {
            parts.Add(section);
        }
        else
        {
            parts[at] = section;
        }

        File.WriteAllText(path, string.Join("\n", parts.Select(part => part.TrimEnd() + "\n")));
    }

    [GeneratedRegex("^(?=## )", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
