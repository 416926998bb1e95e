using System.Diagnostics.Metrics;

namespace NewsPlatform.Ingestion;

/// <summary>The words are the fates of the ledger.</summary>
internal sealed class IngestionMetrics
{
    private readonly Counter<long> documents;
    private readonly Counter<long> found;
    private readonly Counter<long> quarantined;

    public IngestionMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("NewsPlatform.Ingestion");
        documents = meter.CreateCounter<long>("news.documents", "{document}", "Documents by what became of them");
        found = meter.CreateCounter<long>("news.articles.found", "{article}", "Articles found in documents");
        quarantined = meter.CreateCounter<long>("news.articles.quarantined", "{article}", "Articles moved to an error queue");
    }

    public void DocumentDone(int articles)
    {
        documents.Add(1, new KeyValuePair<string, object?>("state", "announced"));
        found.Add(articles);
    }

    public void DocumentComplete() => documents.Add(1, new KeyValuePair<string, object?>("state", "complete"));

    public void DocumentRepeated() => documents.Add(1, new KeyValuePair<string, object?>("state", "repeated"));

    public void DocumentFailed() => documents.Add(1, new KeyValuePair<string, object?>("state", "failed"));

    public void Quarantined() => quarantined.Add(1);
}
