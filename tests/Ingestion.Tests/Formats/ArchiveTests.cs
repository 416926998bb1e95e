using System.Text;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class ArchiveTests
{
    [Fact]
    public void A_gzip_file_is_read_as_what_is_in_it()
    {
        var read = Reads.Of(Samples.RssGz, "whatever.bin");
        Assert.Equal(("rss.gz", "2.0"), (read.Result.Format, read.Result.Version));
        Assert.Equal([Samples.Headline, Samples.OtherHeadline], read.Articles.Select(article => article.Headline));
    }

    [Fact]
    public void Every_entry_of_a_zip_is_read_by_its_own_format()
    {
        var read = Reads.Of(Samples.Zip);
        Assert.Equal("zip", read.Result.Format);
        Assert.Equal(4, read.Articles.Count);
        Assert.Equal(["feeds/news.xml", "feeds/news.xml", "text.txt", "page"], read.Articles.Select(article => article.Entry));
    }

    [Fact]
    public void Archives_in_archives_are_read_to_the_allowed_depth()
    {
        var inner = Packed.Zip(("a.txt", Encoding.UTF8.GetBytes(Samples.Text)));
        Assert.Equal("b.zip!a.txt", Reads.Of(Packed.Zip(("b.zip", inner))).Only.Entry);
        Assert.Single(Reads.Of(Packed.Gzip(Packed.Zip(("b.zip", inner)))).Articles);
        Assert.Equal(RefusalReason.ArchiveBomb, Reads.Of(Packed.Zip(("d.zip", Packed.Zip(("c.zip", Packed.Zip(("b.zip", inner))))))).Result.Refused);
    }

    [Fact]
    public void A_damaged_entry_costs_only_itself()
    {
        var bytes = Packed.Zip(("a.txt", Encoding.UTF8.GetBytes(Samples.Text)), ("b.txt", Encoding.UTF8.GetBytes(Samples.OtherText)), ("c.txt", Encoding.UTF8.GetBytes(Samples.OtherHeadline + " again and again")));
        var at = bytes.AsSpan().IndexOf("b.txt"u8) + 8;
        bytes.AsSpan(at, 20).Fill(0xFF);
        var read = Reads.Of(bytes);
        Assert.Equal(["a.txt", "c.txt"], read.Articles.Select(article => article.Entry));
        Assert.Equal((RefusalReason.MalformedArchive, "b.txt"), (read.Result.RejectedRecords[0].Reason, read.Result.RejectedRecords[0].Record));
    }

    [Fact]
    public void A_gzip_file_cut_off_in_the_middle_gives_what_stands_before_the_cut()
    {
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"id\":{i},\"title\":\"t{i * 7919}\",\"text\":\"{Samples.OtherText} {i * 104729}\"}}\n"));
        var packed = Packed.Gzip(Encoding.UTF8.GetBytes(lines));
        var read = Reads.Of(packed[..(packed.Length / 2)], "x.jsonl.gz");
        Assert.InRange(read.Articles.Count, 1000, 19_000);
        Assert.Null(read.Result.Refused);
        Assert.Equal(RefusalReason.MalformedArchive, read.Result.RejectedRecords[^1].Reason);
    }

    [Theory]
    [InlineData("[Content_Types].xml", "Office")]
    [InlineData("META-INF/MANIFEST.MF", "Java")]
    public void Documents_that_are_zip_files_inside_are_called_by_their_name(string entry, string kind)
    {
        var read = Reads.Of(Packed.Zip((entry, [1]), ("word/document.xml", [2])));
        Assert.Equal(RefusalReason.NotText, read.Result.Refused);
        Assert.Contains(kind, read.Result.RefusedBecause!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_zip_and_one_of_folders_give_nothing_and_are_not_refused()
    {
        Assert.Null(Reads.Of(Packed.Zip()).Result.Refused);
        Assert.Null(Reads.Of(Packed.Zip(("folder/", []))).Result.Refused);
    }

    [Fact]
    public void A_zip_in_a_stream_that_can_seek_is_not_taken_into_memory()
    {
        using var stream = new MemoryStream(Samples.Zip);
        Assert.Equal(4, Reads.Stream(stream, "x.zip", new ReadingLimits { MaxDocumentBytes = 4096 }).Articles.Count + Reads.Of(Samples.Zip).Articles.Count - 4);
    }
}
