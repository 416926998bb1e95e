using System.Text;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class Byte_ranges_follow_the_decoder
{
    public Byte_ranges_follow_the_decoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("windows-1256", false)]
    [InlineData("iso-8859-6", false)]
    [InlineData("windows-1252", false)]
    [InlineData("gb18030", false)]
    [InlineData("shift_jis", false)]
    public void Every_offset_of_a_well_written_text_has_its_byte(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = name switch
        {
            "windows-1256" or "iso-8859-6" => "قال الوزير: نعم\nabc",
            "windows-1252" => "Müller says “no” – café",
            "gb18030" or "shift_jis" => "日本 news 日本\nabc",
            _ => "قال الوزير 😀 نعم\nabc é 中",
        };
        byte[] preamble = mark ? encoding.GetPreamble() : [];
        byte[] bytes = [.. preamble, .. encoding.GetBytes(text)];
        var offsets = Enumerable.Range(0, text.Length + 1).Where(i => i == text.Length || !char.IsLowSurrogate(text[i])).ToList();
        var mapped = ByteRanges.Of(bytes, encoding, preamble.Length, offsets);
        Assert.Equal(offsets.Select(i => (long)preamble.Length + encoding.GetByteCount(text[..i])), mapped);
    }

    [Fact]
    public void Broken_sequences_of_UTF_8_count_as_the_decoder_counts_them()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = random.Next(3) switch { 0 => (byte)random.Next(0x80), 1 => (byte)random.Next(0x80, 0xC0), _ => (byte)random.Next(0xC0, 0x100) };
            }

            // What a byte offset cuts off in front decodes to the text in front of the offset.
            var text = Encoding.UTF8.GetString(bytes);
            var offsets = Enumerable.Range(0, text.Length + 1).Where(i => i == text.Length || !char.IsLowSurrogate(text[i])).ToList();
            foreach (var (offset, at) in offsets.Zip(ByteRanges.Of(bytes, Encoding.UTF8, 0, offsets)))
            {
                Assert.Equal(text[..offset], Encoding.UTF8.GetString(bytes.AsSpan(0, (int)at)));
            }

            Assert.Equal(bytes.Length, ByteRanges.Of(bytes, Encoding.UTF8, 0, [text.Length])[0]);
        }
    }

    [Fact]
    public void An_odd_last_byte_of_UTF_16_belongs_to_the_last_offset() =>
        Assert.Equal([0L, 2L, 3L], ByteRanges.Of([0x41, 0, 0x42], Encoding.Unicode, 0, [0, 1, 2]));

    [Fact]
    public void Offsets_that_do_not_ascend_are_refused() =>
        Assert.Throws<ArgumentException>(() => ByteRanges.Of("abc"u8, Encoding.UTF8, 0, [2, 1]));
}
