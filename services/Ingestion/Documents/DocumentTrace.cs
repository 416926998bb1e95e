using System.Diagnostics;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>The trace of a document: its id is the first half of the document's own.</summary>
/// <remarks>
/// A document may be told again, by this replica or another, when the first telling broke off and nothing of it may be in the
/// ledger yet: all tellings of it are one trace, and whoever has the bytes knows its id. The id is as evenly spread as a random one,
/// and the span is a root as any other, so that samplers work. With a made-up parent instead its flags would decide for them.
/// </remarks>
internal static class DocumentTrace
{
    private const int TraceIdLength = 32;

    [ThreadStatic]
    private static string? next;

    static DocumentTrace()
    {
        var random = Activity.TraceIdGenerator ?? ActivityTraceId.CreateRandom;
        Activity.TraceIdGenerator = () => next is { } id ? ActivityTraceId.CreateFromString(id) : random();
    }

    /// <summary>Begins the root span of a document; none where tracing is off.</summary>
    /// <param name="source">Whose span it is.</param>
    /// <param name="name">The document's, as it was dropped.</param>
    /// <param name="documentId">None where its bytes cannot be read: then the trace has an id of its own.</param>
    /// <param name="begun">When work on it began.</param>
    public static Activity? Begin(ActivitySource source, string name, string? documentId, DateTimeOffset begun)
    {
        next = documentId?[..TraceIdLength];
        try
        {
            var span = source.StartActivity("ingest document", ActivityKind.Producer, parentContext: default, startTime: begun);
            span?.SetTag("news.document.name", name);
            if (documentId is not null)
            {
                span?.SetTag("news.document.id", documentId);
            }

            return span;
        }
        finally
        {
            next = null;
        }
    }
}
