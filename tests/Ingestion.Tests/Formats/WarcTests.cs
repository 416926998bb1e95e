using System.Text;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class WarcTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Responses_resources_and_conversions_are_read_and_the_rest_is_counted(bool packed)
    {
        var read = Reads.Of(packed ? Samples.WarcGz : Samples.Warc);
        Assert.Equal(packed ? "warc.gz" : "warc", read.Result.Format);
        Assert.Equal(3, read.Articles.Count);
        Assert.Equal((Samples.Headline, "https://news.example/2024/03/library"), (read.Articles[0].Headline, read.Articles[0].Link));
        Assert.Equal([Samples.FirstParagraph, Samples.SecondParagraph], read.Articles[0].Paragraphs);
        Assert.Equal("https://news.example/library", read.Articles[0].Entry);
        Assert.Equal("https://news.example/bridge", read.Articles[1].Link);
        Assert.Equal(Samples.OtherHeadline, read.Articles[2].Headline);
        Assert.Contains("1 captures of other media passed over", read.Result.Notes);
        Assert.Contains("1 captures of redirects and errors passed over", read.Result.Notes);
        Assert.Empty(read.Result.RejectedRecords);
    }

    [Fact]
    public void A_record_is_found_at_its_bytes()
    {
        var bytes = Samples.Warc;
        foreach (var article in Reads.Of(bytes).Articles)
        {
            Assert.StartsWith("WARC/1.0", Encoding.Latin1.GetString(bytes[(int)article.Start..(int)article.End]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_record_with_a_broken_header_is_rejected_and_its_neighbours_are_read()
    {
        var records = Samples.WarcRecords();
        byte[] broken = [.. records[5], .. "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nsome lines\r\nof a body\r\n\r\n"u8, .. records[6]];
        var read = Reads.Of(broken);
        Assert.Equal(2, read.Articles.Count);
        var rejected = Assert.Single(read.Result.RejectedRecords);
        Assert.Equal((RefusalReason.MalformedWarc, records[5].Length), (rejected.Reason, rejected.Start));
    }

    [Fact]
    public void A_damaged_member_costs_one_record()
    {
        var members = Samples.WarcRecords().Select(Packed.Gzip).ToList();
        members[5].AsSpan(30, 40).Fill(0xFF);
        var read = Reads.Of([.. members.SelectMany(member => member)]);
        Assert.Equal(2, read.Articles.Count);
        Assert.Equal(RefusalReason.MalformedArchive, read.Result.RejectedRecords[0].Reason);
    }

    [Fact]
    public void A_whole_archive_in_one_member_is_read_too() => Assert.Equal(3, Reads.Of(Packed.Gzip(Samples.Warc)).Articles.Count);

    [Fact]
    public void An_archive_cut_off_in_a_record_gives_what_stands_before()
    {
        var read = Reads.Of(Samples.Warc[..^200]);
        Assert.Equal(2, read.Articles.Count);
        Assert.Equal(RefusalReason.MalformedWarc, read.Result.RejectedRecords[^1].Reason);
    }

    [Fact]
    public void A_body_that_swells_is_a_bomb()
    {
        byte[] block = [.. "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"u8, .. Packed.Gzip(new byte[64 << 20])];
        var read = Reads.Of(Samples.WarcRecord("response", "https://news.example/bomb", "application/http", block));
        Assert.Contains(read.Result.Refused, new[] { RefusalReason.ArchiveBomb, RefusalReason.TooLarge });
    }
}
