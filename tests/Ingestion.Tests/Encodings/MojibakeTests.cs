using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;

namespace NewsPlatform.Ingestion.Tests.Encodings;

public sealed class MojibakeTests
{
    [Theory]
    [InlineData(1252)]
    [InlineData(1256)]
    [InlineData(28591)]
    public void Arabic_that_was_encoded_twice_comes_back_exactly(int through)
    {
        foreach (var seed in Directory.EnumerateFiles(Surroundings.Seeds, "*.txt"))
        {
            var text = File.ReadAllText(seed);
            Assert.Equal(text, Mojibake.Mend(Damaged(text, through)));
        }
    }

    [Fact]
    public void Text_that_was_damaged_twice_over_comes_back_too() =>
        Assert.Equal(Samples.FirstParagraph, Mojibake.Mend(Damaged(Damaged(Samples.FirstParagraph, 28591), 28591)));

    [Fact]
    public void Arabic_code_page_bytes_that_were_read_as_Latin_come_back()
    {
        var text = Samples.FirstParagraph + " " + Samples.SecondParagraph;
        Assert.Equal(text, Mojibake.Mend(EncodingLabels.Of(1252).GetString(EncodingLabels.Of(1256).GetBytes(text))));
    }

    [Fact]
    public void A_damaged_line_among_sound_ones_is_mended_alone()
    {
        var text = $"{Samples.FirstParagraph}\n{Damaged(Samples.SecondParagraph, 1252)}\n{Samples.FirstParagraph}";
        Assert.Equal($"{Samples.FirstParagraph}\n{Samples.SecondParagraph}\n{Samples.FirstParagraph}", Mojibake.Mend(text));
    }

    [Fact]
    public void Sound_text_of_any_language_is_left_alone()
    {
        foreach (var text in new[]
        {
            Samples.FirstParagraph, Samples.OtherText, "L’été à la rivière : « déjà vu », a-t-il dit", "Größe, Maß, Öl – über Äcker", "ÀÉÎÕÜ çãé", "طظط ظط طظ، ظ طبيب وظيفة",
            "Мост через реку открыли", "ÇáÓÚæÏíÉ", "Â© and Ã© alone", "ñandú über Ærø",
        })
        {
            Assert.Null(Mojibake.Mend(text));
        }
    }

    [Fact]
    public void Every_seed_is_left_alone()
    {
        foreach (var seed in Directory.EnumerateFiles(Surroundings.Seeds, "*.txt"))
        {
            Assert.Null(Mojibake.Mend(File.ReadAllText(seed)));
        }
    }

    [Fact]
    public void Damage_that_lost_letters_is_kept_and_called_suspicious()
    {
        var text = Damaged(Samples.FirstParagraph, 1252).Replace('\u0081', '?');
        Assert.Null(Mojibake.Mend(text));
        Assert.True(Mojibake.Suspicious(text));
    }

    [Fact]
    public void A_file_encoded_twice_is_mended_and_says_so()
    {
        var read = Reads.Of(Damaged(Samples.Text, 1252));
        Assert.Equal(Samples.Text.Trim(), read.Only.Text);
        Assert.Contains("mojibake repaired", read.Result.Notes);

        var feed = Reads.Of(Samples.Rss20.Replace(Samples.FirstParagraph, Damaged(Samples.FirstParagraph, 1256), StringComparison.Ordinal)
            .Replace(Samples.SecondParagraph, Damaged(Samples.SecondParagraph, 1256), StringComparison.Ordinal)
            .Replace("قاعات للأطفال", "x", StringComparison.Ordinal).Replace(Samples.Headline, Damaged(Samples.Headline, 1256), StringComparison.Ordinal));
        Assert.Equal((Samples.Headline, Samples.FirstParagraph), (feed.Articles[0].Headline, feed.Articles[0].Paragraphs[0]));
    }

    private static string Damaged(string text, int through)
    {
        // Bytes the page leaves empty come through as control characters, as browsers and databases do it.
        var encoding = through == 28591 ? Encoding.Latin1 : EncodingLabels.Of(through);
        return string.Concat(Encoding.UTF8.GetBytes(text).Select(value =>
        {
            var character = encoding.GetString([value])[0];
            return character == '\uFFFD' ? (char)value : character;
        }));
    }
}
