using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsPlatform.Benchmarks.Dedup;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>A document as it will be dropped.</summary>
/// <param name="Id">What Ingestion will call it: the SHA-256 of its bytes.</param>
/// <param name="Path">Where it waits, on the inbox's file system: a rename drops it.</param>
internal sealed record LoadDocument(string Id, string Name, string Path, int Articles);

/// <summary>
/// Makes documents of articles that repeat nobody: every one takes the whole way. JSON Lines, as agencies' exports come; a
/// document of one article is plain JSON.
/// </summary>
internal sealed class Load(Vocabulary vocabulary, string folder)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SyntheticNews news = new(vocabulary, seed: 11);
    private int made;
    private long letters;
    private long bytes;

    /// <summary>Articles made so far.</summary>
    public int Articles { get; private set; }

    /// <summary>Mean length of the texts made so far, in characters.</summary>
    public double Letters => (double)letters / Math.Max(1, Articles);

    /// <summary>Mean size of an article in its document, in bytes.</summary>
    public double Bytes => (double)bytes / Math.Max(1, Articles);

    public List<LoadDocument> Make(int articles, int perDocument)
    {
        var documents = new List<LoadDocument>();
        for (var left = articles; left > 0; left -= perDocument)
        {
            documents.Add(Document(Math.Min(left, perDocument)));
        }

        return documents;
    }

    private LoadDocument Document(int articles)
    {
        var name = $"{++made}.{(articles == 1 ? "json" : "jsonl")}";
        var content = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, articles).Select(_ => Line())));
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        Articles += articles;
        bytes += content.Length;
        return new(Convert.ToHexStringLower(SHA256.HashData(content)), name, path, articles);
    }

    private string Line()
    {
        int[] words;
        bool repeats;
        do
        {
            (words, repeats) = news.Next();
        }
        while (repeats);

        var text = vocabulary.Prose(words);
        letters += text.Length;
        var number = Articles + made;
        return JsonSerializer.Serialize(
            new { title = string.Join(' ', words.Take(8).Select(vocabulary.Word)), body = text, source = $"outlet {number % 40}", date = "2026-11-20T08:00:00Z" },
            Plain);
    }
}
