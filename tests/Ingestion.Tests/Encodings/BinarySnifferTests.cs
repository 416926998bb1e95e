using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Tests.Formats;

namespace NewsPlatform.Ingestion.Tests.Encodings;

public sealed class BinarySnifferTests
{
    [Theory]
    [InlineData("255044462D312E370A", "PDF")]
    [InlineData("89504E470D0A1A0A0000000D", "PNG")]
    [InlineData("FFD8FFE000104A46494600", "JPEG")]
    [InlineData("474946383961", "GIF")]
    [InlineData("7F454C4602010100", "ELF")]
    [InlineData("D0CF11E0A1B11AE1", "Office")]
    [InlineData("526172211A0700", "RAR")]
    [InlineData("377ABCAF271C", "7z")]
    [InlineData("53514C69746520666F726D6174203300", "SQLite")]
    [InlineData("7B5C727466315C616E7369", "RTF")]
    public void Common_binary_files_are_refused_by_name(string magic, string kind)
    {
        var read = Reads.Of([.. Convert.FromHexString(magic), .. new byte[64]], "article.txt");
        Assert.Equal(RefusalReason.NotText, read.Result.Refused);
        Assert.Contains(kind, read.Result.RefusedBecause!, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_bytes_are_not_text()
    {
        var random = new Random(3);
        var bytes = new byte[4096];
        random.NextBytes(bytes);
        Assert.Equal(RefusalReason.NotText, Reads.Of(bytes).Result.Refused);
    }

    [Theory]
    [InlineData("BMW recalls cars")]
    [InlineData("MZ is a magazine")]
    [InlineData("RIFF-RAFF in the old town, says the mayor")]
    public void Text_that_begins_like_a_signature_is_text(string text) => Assert.Null(BinarySniffer.Find(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Text_in_utf_16_is_text_although_half_of_it_is_zeros() =>
        Assert.Null(BinarySniffer.Find(Encoding.Unicode.GetBytes("Nothing but plain text here, with spaces and all.")));

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t \n")]
    [InlineData("\uFEFF")]
    public void Nothing_is_refused_as_empty(string text) => Assert.Equal(RefusalReason.Empty, Reads.Of(text).Result.Refused);
}
