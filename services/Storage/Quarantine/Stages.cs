using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NewsPlatform.Contracts;
using NewsPlatform.Messaging;

namespace NewsPlatform.Storage.Quarantine;

/// <summary>A stage whose failures are read here.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="SendBackAsync">Sends a message back to it; throws <see cref="JsonException"/> for what is no message of this stage.</param>
internal sealed record MendedStage(string Queue, Func<Outgoing, byte[], CancellationToken, Task> SendBackAsync);

/// <summary>All stages, by the naming rule. A test compares them with what the services register.</summary>
internal static class Stages
{
    public static IReadOnlyList<MendedStage> All { get; } =
    [
        Of("deduplication", ContractsJson.Default.ArticlesIngested, message => message.Articles.Count),
        Of("enrichment", ContractsJson.Default.ArticlesAccepted, message => message.Articles.Count),
        Of("storage", ContractsJson.Default.ArticlesEnriched, message => message.Articles.Count),
        Of("storage", ContractsJson.Default.ArticlesRepeated, message => message.Articles.Count),
        Of("storage", ContractsJson.Default.ArticlesCorrected, message => message.Articles.Count),
        Of("storage", ContractsJson.Default.ArticlesJudged, message => message.Articles.Count),
        Of("deduplication", ContractsJson.Default.VerdictOverruled, _ => 1),
        Of("ingestion", ContractsJson.Default.ArticlesStored, message => message.Articles.Count),
        Of("ingestion", ContractsJson.Default.ArticlesSetAside, message => message.Articles.Count),
    ];

    public static MendedStage? Find(string queue) => All.FirstOrDefault(stage => stage.Queue == queue);

    private static MendedStage Of<TMessage>(string service, JsonTypeInfo<TMessage> type, Func<TMessage, int> articles)
        where TMessage : class
    {
        var queue = ErrorQueueReader.StageQueue(service, typeof(TMessage).Name);
        return new(queue, (outgoing, body, cancellationToken) =>
        {
            using var envelope = JsonDocument.Parse(body);
            var message = envelope.RootElement.TryGetProperty("message", out var inner) ? inner.Deserialize(type) : null;
            return message is null
                ? throw new JsonException("there is no message in the envelope")
                : outgoing.SendBackAsync(queue, message, articles(message), cancellationToken);
        });
    }
}
