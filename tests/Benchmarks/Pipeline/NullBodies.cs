using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsPlatform.Contracts;
using NewsPlatform.Mongo;
using NewsPlatform.Storage.Articles;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// The bytes of the null pipeline: what the four hops and the store carried of real articles, one article a message.
/// </summary>
internal sealed class NullBodies
{
    public const int Hops = 4;

    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = ContractsJson.Default,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Bodies of each hop; the fifth list holds the stored documents.</summary>
    public required IReadOnlyList<byte[][]> Lists { get; init; }

    public double Bytes(int hop) => Lists[hop].Average(body => body.Length);

    /// <summary>From articles that the pipeline itself has stored.</summary>
    public static async Task<NullBodies> TakeAsync(MongoDatabase database, int samples, CancellationToken cancellationToken)
    {
        var lists = Enumerable.Range(0, Hops + 1).Select(_ => new List<byte[]>()).ToList();
        await foreach (var stored in database.FindAsync<StoredDocument>("articles", new System.Text.Json.Nodes.JsonObject(), new FindOptions { Limit = samples }, cancellationToken))
        {
            Journey Passed(int hops) => stored.Journey with { Hops = [.. stored.Journey.Hops.Take(hops)] };
            lists[0].Add(Body(new ArticlesIngested { Articles = [new() { Article = stored.Article, IngestedAt = stored.IngestedAt, Journey = Passed(1) }] }));
            lists[1].Add(Body(new ArticlesAccepted { Articles = [new() { Article = stored.Article, IngestedAt = stored.IngestedAt, Verdict = stored.Verdict, Journey = Passed(2) }] }));
            lists[2].Add(Body(new ArticlesEnriched
            {
                Articles = [new() { Article = stored.Article, IngestedAt = stored.IngestedAt, Verdict = stored.Verdict, Enrichment = stored.Enrichment, Journey = Passed(3) }],
            }));
            lists[3].Add(Body(new ArticlesStored
            {
                Articles =
                [
                    new()
                    {
                        ArticleId = stored.Id,
                        DocumentId = stored.Article.DocumentId,
                        Position = stored.Article.Position,
                        Fate = Fate.Stored,
                        Verdict = stored.Verdict.Kind,
                        Journey = stored.Journey,
                    },
                ],
            }));
            lists[4].Add(JsonSerializer.SerializeToUtf8Bytes(stored, MongoJson.Options));
        }

        return new() { Lists = [.. lists.Select(list => list.ToArray())] };
    }

    public void Write(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        foreach (var list in Lists)
        {
            writer.Write(list.Length);
            foreach (var body in list)
            {
                writer.Write(body.Length);
                writer.Write(body);
            }
        }
    }

    public static NullBodies Read(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        return new()
        {
            Lists = [.. Enumerable.Range(0, Hops + 1).Select(_ => Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadBytes(reader.ReadInt32())).ToArray())],
        };
    }

    private static byte[] Body<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);
}

/// <summary>A stored document as bytes that are only copied: every member but the id as it was.</summary>
[JsonConverter(typeof(RawDocumentConverter))]
internal sealed record RawDocument(string Id, IReadOnlyList<(string Name, byte[] Json)> Members)
{
    public static IReadOnlyList<(string Name, byte[] Json)> Cut(byte[] document)
    {
        using var parsed = JsonDocument.Parse(document);
        return [.. parsed.RootElement.EnumerateObject().Where(member => member.Name != "_id").Select(member => (member.Name, System.Text.Encoding.UTF8.GetBytes(member.Value.GetRawText())))];
    }
}

internal sealed class RawDocumentConverter : JsonConverter<RawDocument>
{
    public override RawDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Written only.");

    public override void Write(Utf8JsonWriter writer, RawDocument value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("_id", value.Id);
        foreach (var (name, json) in value.Members)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
