using System.Text;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class JsonTests
{
    [Fact]
    public void Articles_in_a_wrapper_are_found_by_the_names_of_their_fields()
    {
        var read = Reads.Of(Samples.Json);
        Assert.Equal("json", read.Result.Format);
        var (library, bridge) = (read.Articles[0], read.Articles[1]);
        Assert.Equal(Samples.Headline, library.Headline);
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], library.Paragraphs);
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 8, 30, 0, TimeSpan.Zero), library.Published);
        Assert.Equal(("ليلى حداد", "https://news.example/library", "17", "ar"), (library.Author, library.Link, library.SourceId, library.Language));
        Assert.Equal([Samples.OtherText, "A second paragraph."], bridge.Paragraphs);
        Assert.Equal("Ann Weaver", bridge.Author);
        Assert.Equal(2024, bridge.Published!.Value.Year);
    }

    [Fact]
    public void A_record_is_found_at_its_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Json);
        foreach (var article in Reads.Of(bytes).Articles)
        {
            var piece = Encoding.UTF8.GetString(bytes[(int)article.Start..(int)article.End]);
            Assert.True(piece.StartsWith('{') && piece.EndsWith('}') && piece.Contains(article.Headline!, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"title":"t","body":"text"}""")]
    [InlineData("""[{"title":"t","body":"text"}]""")]
    [InlineData("""{"data":{"items":[{"Title":"t","Body":"text"}]}}""")]
    [InlineData("""{"response":{"docs":[{"head_line":"t","full-text":"text"}]}}""")]
    [InlineData("""{"2024":[{"title":"t","body":"text"}]}""")]
    [InlineData("""{"title":{"rendered":"t"},"content":{"rendered":"<p>text</p>"}}""")]
    [InlineData("""{"title":"wrapper","articles":[{"title":"t","body":"text"}]}""")]
    [InlineData("""{"العنوان":"t","النص":"text"}""")]
    public void Every_usual_shape_gives_the_article(string json)
    {
        var article = Reads.Of(json).Only;
        Assert.Equal(("t", "text"), (article.Headline, article.Text));
    }

    [Fact]
    public void Field_names_can_be_given()
    {
        var reader = new FormatReader(
            new WholeText(), TimeProvider.System, new FieldNames { Headline = ["kop"], Text = ["artikel"] });
        var article = reader.Read(Encoding.UTF8.GetBytes("""{"kop":"t","artikel":"text","title":"no"}"""), "a", ReadingLimits.Default, CancellationToken.None).Articles.Single();
        Assert.Equal(("t", "text", "kop"), (article.Headline, article.Text, article.HeadlineFrom));
    }

    [Fact]
    public void A_broken_line_is_rejected_with_its_place_and_its_neighbours_are_read()
    {
        const string lines = "{\"title\":\"one\",\"text\":\"a\"}\n{\"title\":\"two\",\n\n{\"title\":\"three\",\"text\":\"c\"}\n";
        var read = Reads.Of(lines);
        Assert.Equal("json lines", read.Result.Format);
        Assert.Equal(["one", "three"], read.Articles.Select(article => article.Headline));
        var rejected = Assert.Single(read.Result.RejectedRecords);
        Assert.Equal((RefusalReason.MalformedJson, "line 2"), (rejected.Reason, rejected.Record));
        Assert.Equal(lines.IndexOf("{\"title\":\"two\"", StringComparison.Ordinal), rejected.Start);
    }

    [Fact]
    public void One_line_in_another_encoding_does_not_spoil_the_file()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Samples.JsonLines + "\n"), .. Ingestion.Encodings.EncodingLabels.Of(1256).GetBytes($$"""{"title":"{{Samples.Headline}}","text":"{{Samples.SecondParagraph}}"}""")];
        var read = Reads.Of(bytes);
        Assert.Equal(Samples.SecondParagraph, read.Articles[^1].Text);
        Assert.True(read.Result.EncodingDoubtful);
    }

    [Theory]
    [InlineData("{\"title\":\"t\",\"body\":\"x\",}")]
    [InlineData("{\"title\":\"t\",\"body\":\"x\"} trailing")]
    [InlineData("{\"title\":'t'}")]
    [InlineData("[{\"title\":\"t\"}")]
    [InlineData("{\"a\":\"b\"}/**/")]
    [InlineData("[\"\\u00\"]")]
    [InlineData("[01]")]
    [InlineData("[1][2]")]
    [InlineData("{\"title\":\"tab\tinside\"}")]
    [InlineData("[NaN]")]
    public void What_RFC_8259_forbids_is_refused(string json)
    {
        var read = Reads.Of(json, "document.json");
        Assert.Equal(RefusalReason.MalformedJson, read.Result.Refused);
        Assert.NotEmpty(read.Result.RefusedBecause!);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1e400, -0, 1E-2, 123456789012345678901234567890]")]
    [InlineData("\"lonely\"")]
    [InlineData(" null ")]
    [InlineData("{\"a\":\"b\",\"a\":\"c\"}")]
    [InlineData("[\"\\uD834\\uDD1E\\u0000\"]")]
    [InlineData("[[[[]]]]")]
    public void What_RFC_8259_allows_is_accepted(string json) => Assert.Null(Reads.Of(json, "document.json").Result.Refused);

    [Fact]
    public void A_lone_surrogate_is_cleaned_and_does_not_crash()
    {
        var article = Reads.Of("""{"title":"a\uD800b","body":"x \uDC00 y\u0000z","\uD800":1}""").Only;
        Assert.Equal("ab", article.Headline);
        Assert.Equal("x yz", article.Text);
    }

    [Fact]
    public void The_last_of_two_fields_with_one_name_counts() =>
        Assert.Equal("second", Reads.Of("""{"title":"t","body":"first","body":"second"}""").Only.Text);

    [Fact]
    public void A_hundred_thousand_brackets_are_refused_for_their_depth() =>
        Assert.Equal(RefusalReason.NestedTooDeeply, Reads.Of(new string('[', 100_000)).Result.Refused);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("windows-1256")]
    public void Json_comes_in_other_encodings_too(string label)
    {
        var encoding = Ingestion.Encodings.EncodingLabels.Find(label)!;
        Assert.Equal(Samples.Headline, Reads.Of(encoding.GetBytes(Samples.Json)).Articles[0].Headline);
    }

    [Fact]
    public void Json_feed_items_take_what_the_feed_says()
    {
        var read = Reads.Of(Samples.JsonFeed);
        Assert.Equal(("json feed", "1.1"), (read.Result.Format, read.Result.Version));
        Assert.Equal(("هيئة التحرير", "ar", "17"), (read.Articles[0].Author, read.Articles[0].Language, read.Articles[0].SourceId));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Articles[0].Paragraphs);
        Assert.Equal(("Ann Weaver, Bo Lind", "en", "18"), (read.Articles[1].Author, read.Articles[1].Language, read.Articles[1].SourceId));
        Assert.Equal("https://news.example/bridge", read.Articles[1].Link);
    }

    [Fact]
    public void Objects_that_are_no_articles_are_told_and_not_refused()
    {
        var read = Reads.Of("""[{"temperature":21},{"title":"t","text":"x"}]""");
        Assert.Single(read.Articles);
        Assert.Equal(RefusalReason.NoText, Assert.Single(read.Result.RejectedRecords).Reason);
    }
}
