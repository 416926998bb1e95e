using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Takes a text as one article: the tests of formats are not about splitting.</summary>
internal sealed class WholeText : IPlainTextSplitter
{
    public IReadOnlyList<FoundArticle> Split(string text)
    {
        var content = ArticleText.OfPlain(text);
        return content.Empty
            ? []
            : [new FoundArticle { Text = content.Text, Paragraphs = content.Paragraphs, Start = 0, End = text.Length, Confidence = 0.5 }];
    }
}
