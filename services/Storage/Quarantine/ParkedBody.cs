using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace NewsPlatform.Storage.Quarantine;

/// <summary>What can be read of a parked message without knowing its type: it may be the very thing nobody could read.</summary>
internal static class ParkedBody
{
    private const int OpeningLength = 300;

    /// <returns>Id of the message, its trace, and its articles; what cannot be read is absent.</returns>
    public static (string Id, string? TraceId, IReadOnlyList<QuarantinedArticle> Articles) Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var id = Text(root, "messageId") ?? Hash(body);
            var articles = new List<QuarantinedArticle>();
            string? trace = null;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("articles", out var list) && list.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in list.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object))
                {
                    trace ??= entry.TryGetProperty("journey", out var journey) ? Trace(Text(journey, "traceParent")) : null;
                    var article = entry.TryGetProperty("article", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : entry;
                    if ((Text(article, "articleId") ?? Text(entry, "articleId")) is { } articleId)
                    {
                        articles.Add(new()
                        {
                            ArticleId = articleId,
                            DocumentId = Text(article, "documentId"),
                            Position = article.TryGetProperty("position", out var position) && position.TryGetInt32(out var number) ? number : null,
                            Source = Text(article, "source"),
                            Headline = Shortened(Text(article, "headline")),
                            Opening = Shortened(Text(article, "text")),
                        });
                    }
                }
            }

            return (id, trace, articles);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return (Hash(body), null, []);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // 00-<trace id>-<span id>-<flags>
    private static string? Trace(string? parent) => parent?.Split('-') is [_, { Length: 32 } trace, ..] ? trace : null;

    // Never half of a surrogate pair: the store would refuse it.
    private static string? Shortened(string? text)
    {
        text = text is null ? null : NewsPlatform.Text.TextCleaner.Clean(text.Length <= OpeningLength ? text : text[..OpeningLength]);
        return text;
    }

    private static string Hash(byte[] body) => Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));

    internal static string EntryId(string queue, string messageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{queue}|{messageId}")).AsSpan(0, 16));
}
