using NewsPlatform.Enrichment.Enrichers;

namespace NewsPlatform.Enrichment.Names;

/// <summary>People, organisations and places. One enricher, because each must know which words the others took.</summary>
internal sealed class NamesEnricher : IEnricher
{
    public string Name => "names";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        var names = new NamesFound(context.Body);
        new PeopleFinder(context, names).Find();
        new BodyFinder(context, names).Find();
        new PlaceFinder(context, names).Find();
        context.Notes.Names = names;
    }
}
