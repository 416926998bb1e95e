using System.Text.Json;

namespace NewsPlatform.Text.Tests;

public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("a\0b\u0007c\u009Fd\u007F", "abcd")]
    [InlineData("page\fpage\vline\u0085line\u2028line\u2029line", "page\npage\nline\nline\nline\nline")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("whole 😀 pair", "whole 😀 pair")]
    [InlineData("", "")]
    public void Cleaning_removes_what_breaks_others_and_nothing_else(string dirty, string clean) =>
        Assert.Equal(clean, TextCleaner.Clean(dirty));

    // Not rows of the table above: an attribute cannot hold a lone surrogate.
    [Fact]
    public void Lone_surrogates_are_removed_and_pairs_are_kept()
    {
        Assert.Equal(" lone ", TextCleaner.Clean("\uD83D lone \uDE00"));
        Assert.Equal("", TextCleaner.Clean("\uDE00\uD83D"));
        Assert.Equal("😀", TextCleaner.Clean("\uD83D😀"));
        Assert.Equal("😀 end", TextCleaner.Clean("😀 end\uD83D"));
    }

    [Fact]
    public void A_clean_text_comes_back_as_the_same_instance()
    {
        var text = "أعلنت الحكومة 😀\n\tثانيا";
        Assert.Same(text, TextCleaner.Clean(text));
    }

    [Fact]
    public void Cleaning_twice_changes_nothing_and_a_cleaned_text_survives_JSON_unchanged()
    {
        foreach (var text in Samples.Texts(20_000))
        {
            var clean = TextCleaner.Clean(text);
            Assert.Equal(clean, TextCleaner.Clean(clean));
            Assert.Equal(clean, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(clean)));
            Assert.DoesNotContain(clean, c => char.IsControl(c) && c is not ('\t' or '\n'));
        }
    }
}
