namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Where and by whom a report was filed, as the lead says before it begins: "باريس (AP) – ".</summary>
internal sealed record Dateline
{
    /// <summary>The place as written; null when only an agency is named.</summary>
    public string? Place { get; init; }

    /// <summary>The agency as written; null when only a place is named.</summary>
    public string? Agency { get; init; }

    /// <summary>The agency's usual name where the word lists know it.</summary>
    public string? AgencyName { get; init; }

    /// <summary>All of it as written, with its dash or colon.</summary>
    public required string Raw { get; init; }
}
