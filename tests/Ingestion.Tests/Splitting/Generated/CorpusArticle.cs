namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>A real article to build documents of.</summary>
/// <param name="Id">Its id in the corpus; the half it belongs to hangs on it.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Title">The headline.</param>
/// <param name="Body">The text with the corpus' own line breaks.</param>
public sealed record CorpusArticle(string Id, string Language, string Title, string Body)
{
    /// <summary>One half tunes, the other reports: decided by the id alone, so that no article is ever in both.</summary>
    public bool IsHeldOut => StableHash(Id) % 2 == 1;

    /// <summary>FNV-1a, for string hashes differ from run to run.</summary>
    internal static uint StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}
