namespace NewsPlatform.Enrichment.Enrichers;

/// <summary>
/// One kind of note beside an article. A class and its registration is all it takes: the pipeline runs the enrichers in
/// the order of their registration, gives each its budget, and keeps what one fails at from the others.
/// </summary>
internal interface IEnricher
{
    /// <summary>Lower case; it stands in the message and in the metric.</summary>
    string Name { get; }

    /// <summary>Raised with every change that can change a note.</summary>
    string Version { get; }

    /// <summary>Writes its own members of <see cref="EnrichmentContext.Notes"/>, after reading those of earlier ones if need be.</summary>
    void Enrich(EnrichmentContext context);
}
