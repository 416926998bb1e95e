namespace NewsPlatform.Enrichment.Tests;

/// <summary>What an editor reads in an article: written from its text, never from what the enrichers make of it.</summary>
internal sealed record Expected
{
    public required string Category { get; init; }

    /// <summary>Agency and evidence: "AFP credit".</summary>
    public string[] Agencies { get; init; } = [];

    public string? Publisher { get; init; }

    public string[] Chain { get; init; } = [];

    /// <summary>Name and place: "جون ليستر، باريس".</summary>
    public string[] Contributors { get; init; } = [];

    /// <summary>Place and agency: "باريس AP".</summary>
    public string? Dateline { get; init; }

    /// <summary>Name and role, where the text gives one: "مارك إسبر، وزير الدفاع الأميركي".</summary>
    public required string[] People { get; init; }

    public required string[] Places { get; init; }

    public string[] Organisations { get; init; } = [];

    /// <summary>Speaker and the first words between the quotation marks: "مارك إسبر: ترى الولايات المتحدة".</summary>
    public string[] Quotes { get; init; } = [];

    /// <summary>Speaker and the first words of the paraphrase.</summary>
    public string[] Paraphrases { get; init; } = [];
}
