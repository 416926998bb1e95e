namespace NewsPlatform.Text.Tests;

public sealed class ArabicStemmerTests
{
    [Theory]
    [InlineData("الكتاب", "كتاب")]
    [InlineData("والكتاب", "كتاب")]
    [InlineData("بالكتاب", "كتاب")]
    [InlineData("كالكتاب", "كتاب")]
    [InlineData("فالكتاب", "كتاب")]
    [InlineData("للكتاب", "كتاب")]
    [InlineData("وكتاب", "كتاب")]
    [InlineData("ولد", "ولد")]
    [InlineData("كتابها", "كتاب")]
    [InlineData("مهندسون", "مهندس")]
    [InlineData("مهندسين", "مهندس")]
    [InlineData("حكومة", "حكوم")]
    [InlineData("العربية", "عرب")]
    [InlineData("سيارات", "سيار")]
    [InlineData("من", "من")]
    [InlineData("2026", "2026")]
    [InlineData("london", "london")]
    public void A_normalised_word_loses_its_article_and_its_endings(string word, string stem) =>
        Assert.Equal(stem, ArabicStemmer.Stem(NormalizationProfile.Normalize(word)).ToString());

    [Fact]
    public void A_stem_is_never_empty_and_always_a_part_of_the_word()
    {
        foreach (var text in Samples.Texts(5_000))
        {
            foreach (var word in NormalizationProfile.Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var stem = ArabicStemmer.Stem(word);
                Assert.False(stem.IsEmpty);
                Assert.Contains(stem.ToString(), word, StringComparison.Ordinal);
            }
        }
    }
}
