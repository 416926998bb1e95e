namespace NewsPlatform.Ingestion.Formats;

/// <summary>The kinds of article, in the words of receipts, messages and pages.</summary>
internal static class ArticleKind
{
    /// <summary>The text is whole.</summary>
    public const string Full = "full";

    /// <summary>The text is a beginning: cut off, or a summary that stands for the article.</summary>
    public const string Teaser = "teaser";
}
