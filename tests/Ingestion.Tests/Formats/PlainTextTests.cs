using System.Text;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class PlainTextTests
{
    /// <summary>Articles that end at a line of dashes: what the splitter's places are turned into is what these tests are about.</summary>
    private sealed class DashSplitter : IPlainTextSplitter
    {
        public IReadOnlyList<FoundArticle> Split(string text)
        {
            var articles = new List<FoundArticle>();
            var at = 0;
            while (at < text.Length)
            {
                var end = text.IndexOf("\n---\n", at, StringComparison.Ordinal);
                end = end < 0 ? text.Length : end + 5;
                articles.Add(new FoundArticle { Text = text[at..end], Start = at, End = end });
                at = end;
            }

            return articles;
        }
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", false)]
    [InlineData("windows-1256", false)]
    [InlineData("gb18030", false)]
    public void The_bytes_of_an_article_decode_to_the_article(string label, bool mark)
    {
        var encoding = Ingestion.Encodings.EncodingLabels.Find(label)!;
        var text = string.Join("\n---\n", Enumerable.Range(0, 20).Select(i => label == "gb18030"
            ? $"河上的老桥经过八个月的维修，星期一重新开放。自从春天的洪水以来，司机们一直绕远路。{i}"
            : $"{Samples.FirstParagraph} {i} 🙂"[..^(label == "windows-1256" ? 3 : 0)]));
        byte[] prefix = !mark ? [] : label == "utf-8" ? [0xEF, 0xBB, 0xBF] : [0xFF, 0xFE];
        byte[] bytes = [.. prefix, .. encoding.GetBytes(text)];
        var result = new FormatReader(new DashSplitter(), TimeProvider.System).Read(bytes, "x", ReadingLimits.Default, CancellationToken.None);
        var articles = result.Articles.ToList();
        Assert.Equal(20, articles.Count);
        Assert.Equal(prefix.Length, articles[0].Start);
        Assert.Equal(bytes.Length, articles[^1].End);
        foreach (var article in articles)
        {
            Assert.Equal(article.Text, encoding.GetString(bytes[(int)article.Start..(int)article.End]));
        }
    }

    [Fact]
    public void A_text_larger_than_a_document_may_be_is_read_in_stretches_and_loses_nothing()
    {
        var limits = new ReadingLimits { MaxRecordBytes = 400_000, MaxDocumentBytes = 500_000 };
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{Samples.FirstParagraph} {i}\n\n{Samples.SecondParagraph}\n---\n"));
        var bytes = Encoding.UTF8.GetBytes(text);
        using var stream = new MemoryStream(bytes);
        var articles = new FormatReader(new DashSplitter(), TimeProvider.System).Read(stream, "x", limits, CancellationToken.None).Articles.ToList();
        Assert.Equal(5000, articles.Count);
        Assert.Equal(text, string.Concat(articles.Select(article => article.Text)));
        Assert.Equal(0, articles[0].Start);
        Assert.All(articles.Zip(articles.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    [Fact]
    public void Control_characters_are_cleaned_and_line_ends_are_one_kind() =>
        Assert.Equal($"one\ntwo three\n\n{Samples.SecondParagraph}", Reads.Of($"one\r\ntwo\u0000 three\u0007\r\n\r\n{Samples.SecondParagraph}").Only.Text);
}
