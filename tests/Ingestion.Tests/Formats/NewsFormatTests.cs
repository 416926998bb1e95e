using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class NewsFormatTests
{
    [Fact]
    public void Nitf_gives_every_field()
    {
        var read = Reads.Of(Samples.Nitf);
        Assert.Equal("nitf", read.Result.Format);
        var article = read.Only;
        Assert.Equal(Samples.OtherHeadline, article.Headline);
        Assert.Equal([Samples.OtherText, "The second bridge follows."], article.Paragraphs);
        Assert.Equal(["What comes next"], article.Subheads);
        Assert.Equal(("Ann Weaver", "Riverside", "news-18", "en"), (article.Author, article.Dateline, article.SourceId, article.Language));
        Assert.Equal(new DateTimeOffset(2024, 3, 11, 15, 0, 0, TimeSpan.Zero), article.Published);
        Assert.Equal(["The Paper"], article.Credits);
    }

    [Fact]
    public void A_news_message_gives_its_texts_and_tells_of_its_pictures()
    {
        var read = Reads.Of(Samples.NewsMlG2);
        Assert.Equal(("newsml-g2", "2.24"), (read.Result.Format, read.Result.Version));
        Assert.Equal(2, read.Articles.Count);
        var library = read.Articles[0];
        Assert.Equal(Samples.Headline, library.Headline);
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], library.Paragraphs);
        Assert.Equal(["قاعات للأطفال"], library.Subheads);
        Assert.Equal(("ليلى حداد", "المدينة القديمة، الأحد", "urn:newsml:news.example:17", "ar"), (library.Author, library.Dateline, library.SourceId, library.Language));
        Assert.Equal(new DateTimeOffset(2024, 3, 10, 8, 30, 0, TimeSpan.FromHours(2)), library.Published);
        Assert.Equal(["وكالة المدينة"], library.Credits);
        Assert.Equal((Samples.OtherText, "Ann Weaver"), (read.Articles[1].Text, read.Articles[1].Author));
        Assert.Equal(("photo", RefusalReason.NoText), (read.Result.RejectedRecords[0].Record, read.Result.RejectedRecords[0].Reason));
    }

    [Fact]
    public void The_older_newsml_is_read_too()
    {
        var read = Reads.Of(Samples.NewsMl12);
        Assert.Equal("newsml", read.Result.Format);
        Assert.Equal((Samples.Headline, "ليلى حداد", "ar"), (read.Only.Headline, read.Only.Author, read.Only.Language));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Only.Paragraphs);
        Assert.Equal("urn:newsml:news.example:20240310:17:1", read.Only.SourceId);
    }

    [Theory]
    [InlineData(1, "1.x")]
    [InlineData(2, "2.x")]
    [InlineData(3, "3.0")]
    public void Ninjs_is_read_in_all_its_versions(int major, string version)
    {
        var read = Reads.Of(major switch { 1 => Samples.Ninjs1, 2 => Samples.Ninjs2, _ => Samples.Ninjs3 });
        Assert.Equal(("ninjs", version), (read.Result.Format, read.Result.Version));
        Assert.Equal((Samples.Headline, "ليلى حداد"), (read.Only.Headline, read.Only.Author));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Only.Paragraphs);
        Assert.Equal(2024, read.Only.Published!.Value.Year);
    }

    [Fact]
    public void Xml_of_no_known_vocabulary_is_read_by_the_names_of_its_elements()
    {
        var read = Reads.Of(Samples.Xml);
        Assert.Equal("xml", read.Result.Format);
        Assert.Equal([Samples.Headline, Samples.OtherHeadline], read.Articles.Select(article => article.Headline));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Articles[0].Paragraphs);
        Assert.Equal(("17", "Ann Weaver"), (read.Articles[0].SourceId, read.Articles[1].Author));
    }
}
