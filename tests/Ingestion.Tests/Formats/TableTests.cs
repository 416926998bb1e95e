using System.Text;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class TableTests
{
    [Fact]
    public void A_table_is_read_by_the_names_in_its_heading()
    {
        var read = Reads.Of(Samples.Csv);
        Assert.Equal("csv", read.Result.Format);
        Assert.Equal([Samples.Headline, Samples.OtherHeadline], read.Articles.Select(article => article.Headline));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Articles[0].Paragraphs);
        Assert.Equal(("17", "https://news.example/library"), (read.Articles[0].SourceId, read.Articles[0].Link));
        Assert.EndsWith("\"Finally,\" said one.", read.Articles[1].Text, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2024, 3, 11, 0, 0, 0, TimeSpan.Zero), read.Articles[1].Published);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Any_of_the_usual_signs_may_separate(char sign)
    {
        var read = Reads.Of($"title{sign}text{sign}author\n{Samples.OtherHeadline}{sign}{Samples.OtherText}{sign}Ann\n");
        Assert.Equal((Samples.OtherHeadline, Samples.OtherText, "Ann"), (read.Only.Headline, read.Only.Text, read.Only.Author));
        Assert.Equal(sign == '\t' ? "tsv" : "csv", read.Result.Format);
    }

    [Fact]
    public void A_record_is_found_at_its_bytes()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Samples.Csv)];
        var read = Reads.Of(bytes);
        Assert.Equal(2, read.Articles.Count);
        foreach (var article in read.Articles)
        {
            var piece = Encoding.UTF8.GetString(bytes[(int)article.Start..(int)article.End]);
            Assert.StartsWith(article.SourceId!, piece, StringComparison.Ordinal);
            Assert.EndsWith(article.Link!, piece, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_quote_that_is_never_closed_costs_one_record()
    {
        var read = Reads.Of("title,text\none,first text\ntwo,\"second text\nthree,third text\nfour,fourth text\n", "news.csv");
        Assert.Equal(["one", "three", "four"], read.Articles.Select(article => article.Headline));
        Assert.Equal((RefusalReason.MalformedTable, "record 3"), (read.Result.RejectedRecords[0].Reason, read.Result.RejectedRecords[0].Record));
    }

    [Fact]
    public void A_record_with_more_fields_than_the_heading_is_rejected_and_its_neighbours_are_read()
    {
        var read = Reads.Of("title,text\none,first\ntwo,second, with a comma\nthree,third\n", "news.csv");
        Assert.Equal(["one", "three"], read.Articles.Select(article => article.Headline));
        Assert.Equal(RefusalReason.MalformedTable, Assert.Single(read.Result.RejectedRecords).Reason);
    }

    [Fact]
    public void A_table_without_a_heading_is_read_by_what_its_columns_hold()
    {
        var row = $"2024-03-11,{Samples.OtherHeadline},\"{Samples.OtherText}\",https://news.example/bridge\n";
        var article = Reads.Of(row + row.Replace("Bridge", "A bridge", StringComparison.Ordinal), "news.csv").Articles[0];
        Assert.Equal((Samples.OtherHeadline, Samples.OtherText, "https://news.example/bridge"), (article.Headline, article.Text, article.Link));
        Assert.NotNull(article.Published);
    }

    [Fact]
    public void Excels_hint_names_the_separator()
    {
        var read = Reads.Of($"sep=;\r\ntitle;text\r\n{Samples.OtherHeadline};a, b, c and d\r\n", "news.csv");
        Assert.Equal("a, b, c and d", read.Only.Text);
    }

    [Fact]
    public void A_table_in_an_undeclared_code_page_is_read()
    {
        var read = Reads.Of(Ingestion.Encodings.EncodingLabels.Of(1256).GetBytes(Samples.Csv), "news.csv");
        Assert.Equal((Samples.Headline, "windows-1256"), (read.Articles[0].Headline, read.Result.Encoding));
    }

    [Theory]
    [InlineData("Mr Smith, who is 45, came, saw, and left.\nHe said, \"no\".\n")]
    [InlineData("A line of text\nAnother, with a comma\n")]
    public void Prose_with_commas_is_no_table(string text) => Assert.Equal("text", Reads.Of(text).Result.Format);

    [Fact]
    public void A_million_columns_are_refused()
    {
        var read = Reads.Of(new string(',', 1_000_000) + "\n" + new string(',', 1_000_000), "wide.csv");
        Assert.Equal(RefusalReason.TooLarge, read.Result.Refused);
    }

    [Fact]
    public void A_large_table_is_streamed()
    {
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},\"{Samples.FirstParagraph}\n{i}\"\n")));
        using var stream = new MemoryStream([.. "id,text\n"u8, .. rows]);
        var result = Reads.Reader.Read(stream, "x.csv", new ReadingLimits { MaxDocumentBytes = 300_000 }, CancellationToken.None);
        Assert.Equal(2000, result.Articles.Count());
    }
}
