using System.IO.Compression;
using System.Text.Json;

namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>Reads the shared corpora, where they are present; they are never part of the tree.</summary>
public static class Corpus
{
    /// <summary>The folder of shared data: beside the repository, or where NEWS_SHARED says; null when it is in neither place.</summary>
    public static string? Folder(string repositoryRoot)
    {
        foreach (var candidate in new[] { Environment.GetEnvironmentVariable("NEWS_SHARED"), Path.Combine(repositoryRoot, "..", "shared") })
        {
            if (!string.IsNullOrEmpty(candidate) && Directory.Exists(Path.Combine(candidate, "data", "dedup", "ar-corpora")))
            {
                return Path.Combine(candidate, "data", "dedup");
            }
        }

        return null;
    }

    /// <summary>Articles of 40 words or more with a headline of 2 to 20 words; the Arabic corpora are thinned to every <paramref name="every"/>th.</summary>
    public static List<CorpusArticle> Read(string folder, int every)
    {
        var articles = new List<CorpusArticle>();
        foreach (var name in new[] { "ant", "saudi" })
        {
            var n = 0;
            foreach (var line in Lines(Path.Combine(folder, "ar-corpora", name + ".jsonl.gz")))
            {
                if (n++ % every == 0)
                {
                    using var json = JsonDocument.Parse(line);
                    var root = json.RootElement;
                    Add(articles, root.GetProperty("id").GetString()!, "ar", root.GetProperty("title").GetString()!, root.GetProperty("body").GetString()!);
                }
            }
        }

        foreach (var line in Lines(Path.Combine(folder, "semeval2022-sample", "pairs.jsonl.gz")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            for (var side = 1; side <= 2; side++)
            {
                AddWestern(articles, $"{root.GetProperty("pair_id").GetString()}-{side}", root.GetProperty($"lang{side}").GetString()!, root.GetProperty($"text{side}").GetString()!);
            }
        }

        return articles;
    }

    // These texts hold their headline as the first line, or before two spaces.
    private static void AddWestern(List<CorpusArticle> articles, string id, string language, string text)
    {
        if (language is not ("en" or "fr" or "es" or "de"))
        {
            return;
        }

        text = text.Trim();
        var cut = text.IndexOf('\n', StringComparison.Ordinal);
        if (cut < 0)
        {
            cut = text.IndexOf("  ", StringComparison.Ordinal);
        }

        if (cut is > 10 and < 160)
        {
            Add(articles, id, language, text[..cut], text[cut..]);
        }
    }

    private static void Add(List<CorpusArticle> articles, string id, string language, string title, string body)
    {
        title = title.Trim();
        body = body.Trim();
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

        // A headline that ends like a sentence or begins like an item of a list is one in a thousand; the sets speak of the rest.
        if (words is >= 2 and <= 20 && body.Split((char[]?)null, 41, StringSplitOptions.RemoveEmptyEntries).Length > 40
            && title[^1] is not ('.' or ':' or ',' or '،' or ';'))
        {
            articles.Add(new CorpusArticle(id, language, title, body));
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
