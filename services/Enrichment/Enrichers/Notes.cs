using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Names;

namespace NewsPlatform.Enrichment.Enrichers;

/// <summary>The notes while they are being written; each enricher has its own members.</summary>
internal sealed class Notes
{
    public string Language { get; set; } = "und";

    public double LanguageConfidence { get; set; }

    public string? Script { get; set; }

    public string? Dialect { get; set; }

    public IReadOnlyList<LanguageShare>? Languages { get; set; }

    public string? NormalizedText { get; set; }

    public TextFacts? Text { get; set; }

    public string? Stems { get; set; }

    public BestHeadline? Headline { get; set; }

    public Origin? Origin { get; set; }

    public Dateline? Dateline { get; set; }

    public PublicationDate? Publication { get; set; }

    public IReadOnlyList<DateMention>? Dates { get; set; }

    /// <summary>People, organisations and places with their words: what quotes, keywords and stories work on.</summary>
    public NamesFound? Names { get; set; }

    public IReadOnlyList<Quotation>? Quotes { get; set; }

    public IReadOnlyList<Keyword>? Keywords { get; set; }

    public Category? Category { get; set; }

    public IReadOnlyList<TextSpan>? Summary { get; set; }

    public IReadOnlyList<QualityFlag>? Quality { get; set; }

    public List<string> Enrichers { get; } = [];

    public List<EnricherFailure> Failures { get; } = [];

    public Contracts.Enrichment ToContract(string text) => new()
    {
        Language = Language,
        LanguageConfidence = LanguageConfidence,
        NormalizedText = NormalizedText ?? NewsPlatform.Text.NormalizationProfile.Normalize(text),
        Enrichers = Enrichers,
        Script = Script,
        Dialect = Dialect,
        Languages = Languages,
        Text = Text,
        Stems = Stems,
        Headline = Headline,
        Origin = Origin,
        Dateline = Dateline,
        Publication = Publication,
        Dates = Dates,
        People = Names?.People(),
        Organisations = Names?.Organisations(),
        Places = Names?.Places(),
        Quotes = Quotes,
        Keywords = Keywords,
        Category = Category,
        Summary = Summary,
        Quality = Quality,
        Failures = Failures.Count > 0 ? Failures : null,
    };
}
