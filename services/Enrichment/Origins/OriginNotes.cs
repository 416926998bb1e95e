using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;

namespace NewsPlatform.Enrichment.Origins;

/// <summary>One credit line: who stands in it, in its order.</summary>
internal sealed class CreditLine
{
    public List<string> Carriers { get; } = [];

    public string? Publisher { get; set; }

    /// <summary>It says "source".</summary>
    public bool IsSource { get; set; }
}

/// <summary>What is known of an article's origin so far.</summary>
internal sealed class OriginNotes
{
    private static readonly string[] Strength =
        [AgencyEvidence.Credit, AgencyEvidence.Dateline, AgencyEvidence.Headline, AgencyEvidence.Correspondent, AgencyEvidence.Cited];

    public List<AgencyNamed> Agencies { get; } = [];

    public List<CreditLine> Credits { get; } = [];

    public List<Contributor> Contributors { get; } = [];

    public string? Byline { get; set; }

    public void Add(Agency agency, string evidence)
    {
        var known = Agencies.FindIndex(named => named.Agency == agency.Code);
        if (known < 0)
        {
            Agencies.Add(new AgencyNamed { Agency = agency.Code, Evidence = evidence });
        }
        else if (Array.IndexOf(Strength, evidence) < Array.IndexOf(Strength, Agencies[known].Evidence))
        {
            Agencies[known] = new AgencyNamed { Agency = agency.Code, Evidence = evidence };
        }
    }

    public Origin ToContract()
    {
        // Lines are added at the end of a page by each that carries it on: the last one is the last carrier's. A line
        // lists its carriers from the nearer to the first ("فرانس24/ أ ف ب").
        var chain = Enumerable.Reverse(Credits).SelectMany(line => line.Carriers).Distinct(StringComparer.Ordinal).ToList();
        foreach (var agency in Agencies.Where(agency => agency.Evidence is AgencyEvidence.Dateline or AgencyEvidence.Headline or AgencyEvidence.Correspondent))
        {
            if (!chain.Contains(agency.Agency))
            {
                chain.Add(agency.Agency);
            }
        }

        return new Origin
        {
            Agencies = Agencies.Count > 0 ? [.. Agencies.OrderBy(agency => Array.IndexOf(Strength, agency.Evidence))] : null,
            Publisher = Enumerable.Reverse(Credits).Select(line => line.Publisher).FirstOrDefault(publisher => publisher is not null),
            Chain = chain.Count > 0 ? chain : null,
            Byline = Byline,
            Contributors = Contributors.Count > 0 ? Contributors : null,
        };
    }
}
