namespace NewsPlatform.Ingestion.Formats.PlainText;

/// <summary>Takes a text as one article: for sources that are known to send one a file.</summary>
internal sealed class WholeText : IPlainTextSplitter
{
    public IReadOnlyList<FoundArticle> Split(string text)
    {
        var content = Markup.ArticleText.OfPlain(text);
        return content.Empty
            ? []
            : [new FoundArticle { Text = content.Text, Paragraphs = content.Paragraphs, Start = 0, End = text.Length, Confidence = 0.5 }];
    }
}
