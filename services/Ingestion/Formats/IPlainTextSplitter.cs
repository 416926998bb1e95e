namespace NewsPlatform.Ingestion.Formats;

/// <summary>Finds the articles in a plain text.</summary>
internal interface IPlainTextSplitter
{
    /// <summary>
    /// The articles of <paramref name="text"/> in order. <see cref="FoundArticle.Start"/> and <see cref="FoundArticle.End"/>
    /// are places in the text, in UTF-16 characters; the reader turns them into bytes of the document.
    /// </summary>
    IReadOnlyList<FoundArticle> Split(string text);
}
