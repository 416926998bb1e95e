namespace NewsPlatform.Text.Tests;

public sealed class NormalizationProfileTests
{
    [Theory]
    [InlineData("أحمد إلى آخر ٱلكتاب", "احمد الي اخر الكتاب")]
    [InlineData("مسؤول شؤون رئيس هيئة", "مسوول شوون رييس هييه")]
    [InlineData("شيء سماء جزءًا ء", "شي سما جزا")]
    [InlineData("مُحَمَّدٌ الرَّحْمٰن", "محمد الرحمن")]
    [InlineData("الـــعـــربـيـة", "العربيه")]
    [InlineData("ﻣﺮﺣﺒﺎﹰ ﻻ ﻷﻥ ﷲ", "مرحبا لا لان الله")]
    [InlineData("ﷺ", "صلي الله عليه وسلم")]
    [InlineData("٢٠٢٦ ۲۰۲۶ 2026 २०२६", "2026 2026 2026 2026")]
    [InlineData("٢٫٥ 2,5 2.5", "2 5 2 5 2 5")]
    [InlineData("می\u200Cگوید یک کشور", "ميگويد يك كشور")]
    [InlineData("ہوا هوا ھوا", "هوا هوا هوا")]
    [InlineData("«قال» “قال” „قال“ 'قال' ‹قال› \"قال\"", "قال قال قال قال قال قال")]
    [InlineData("أولا، ثانيا؛ ثالثا… رابعا... خامسا", "اولا ثانيا ثالثا رابعا خامسا")]
    [InlineData("a–b—c-d−e", "a b c d e")]
    [InlineData("\u200Fقال\u200E \u202Bنعم\u202C \uFEFFلا", "قال نعم لا")]
    [InlineData("#اسم_مركب", "اسم مركب")]
    [InlineData("Élysée É E\u0301 ÉCOLE", "elysee e e ecole")]
    [InlineData("Straße STRASSE", "strasse strasse")]
    [InlineData("œuvre ŒUVRE Æsop", "oeuvre oeuvre aesop")]
    [InlineData("İstanbul ISPARTA ısparta", "istanbul isparta isparta")]
    [InlineData("Ёлка елка Ελλάς ΕΛΛΑΣ", "елка елка ελλασ ελλασ")]
    [InlineData("ﬁnance ②０ m² № ™", "finance 20 m2 no tm")]
    [InlineData("don't don’t donʼt", "don t don t don t")]
    [InlineData("新华社北京2月3日电", "新 华 社 北 京 2 月 3 日 电")]
    [InlineData("東京でラーメンを食べた", "東 京 で ラーメン を 食 べた")]
    [InlineData("ｶﾞｽ ガス カ\u3099ス", "ガス ガス ガス")]
    [InlineData("한국 \u1112\u1161\u11AB\u1100\u116E\u11A8", "한국 한국")]
    [InlineData("𝐁𝐨𝐥𝐝 𝟚", "bold 2")]
    [InlineData("😀 👍🏽 ok", "ok")]
    [InlineData("", "")]
    [InlineData("…!?", "")]
    public void Spellings_that_mean_the_same_fold_to_the_same(string text, string normalised) =>
        Assert.Equal(normalised, NormalizationProfile.Normalize(text));

    // Composed and decomposed forms, one pair for each way a script composes.
    [Theory]
    [InlineData("\u00C5ngstr\u00F6m", "A\u030Angstro\u0308m")]
    [InlineData("Vi\u1EC7t", "Vie\u0323\u0302t")]
    [InlineData("\u0623\u0624\u0626\u0622\u0625", "\u0627\u0654\u0648\u0654\u064A\u0654\u0627\u0653\u0627\u0655")]
    [InlineData("\u0451\u0439\u0407", "\u0435\u0308\u0438\u0306\u0406\u0308")]
    [InlineData("\u1F00\u03AC", "\u03B1\u0313\u03B1\u0301")]
    [InlineData("\u0958\u09DC", "\u0915\u093C\u09A1\u09BC")]
    [InlineData("\u0DDA\u0BCA", "\u0DD9\u0DCA\u0BC6\u0BBE")]
    [InlineData("\u304C\u30D1\u30F4", "\u304B\u3099\u30CF\u309A\u30A6\u3099")]
    [InlineData("\uD55C\uAC00", "\u1112\u1161\u11AB\u1100\u1161")]
    [InlineData("\u06C0\u06C2\u06D3", "\u06D5\u0654\u06C1\u0654\u06D2\u0654")]
    [InlineData("\uF900", "\u8C48")]
    public void Composed_and_decomposed_forms_are_equal(string composed, string decomposed) =>
        Assert.Equal(NormalizationProfile.Normalize(composed), NormalizationProfile.Normalize(decomposed));

    [Fact]
    public void Normalising_twice_changes_nothing()
    {
        foreach (var text in Samples.Texts(20_000).Concat(Samples.EveryCharacter()))
        {
            var once = NormalizationProfile.Normalize(text);
            Assert.Equal(once, NormalizationProfile.Normalize(once));
        }
    }

    [Fact]
    public void Cleaning_before_normalising_changes_nothing_where_there_is_no_control_character()
    {
        foreach (var text in Samples.Texts(5_000).Where(text => !text.Any(char.IsControl)))
        {
            Assert.Equal(NormalizationProfile.Normalize(text).Replace(" ", "", StringComparison.Ordinal),
                NormalizationProfile.Normalize(TextCleaner.Clean(text)).Replace(" ", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Letters_and_digits_are_kept_and_everything_else_leaves_no_trace()
    {
        foreach (var character in Samples.EveryCharacter())
        {
            foreach (var rune in NormalizationProfile.Normalize(character).EnumerateRunes())
            {
                Assert.True(System.Text.Rune.IsLetterOrDigit(rune) || rune.Value == ' ' || IsMarkOrNumber(rune), $"{(int)character[0]:X4} left {rune.Value:X4}");
                Assert.False(System.Text.Rune.IsUpper(rune) && System.Text.Rune.ToLowerInvariant(rune) != rune, $"{(int)character[0]:X4} stayed upper case");
            }
        }
    }

    [Fact]
    public void The_profile_is_frozen()
    {
        // A key made yesterday must be found tomorrow: whoever changes the table must raise the version with it.
        Assert.Equal("n1", NormalizationProfile.Version);
        using var buffer = new TokenBuffer();
        buffer.Read(string.Join(' ', Samples.EveryCharacter()));
        Assert.Equal(6908057742177410789UL, WordHash.Of(buffer.Normalized));
    }

    private static bool IsMarkOrNumber(System.Text.Rune rune) =>
        System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.OtherNumber
            or System.Globalization.UnicodeCategory.LetterNumber;
}
