using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class The_word_lists_of_the_languages
{
    [Fact]
    public void Arabic_English_French_Spanish_and_German_come_with_the_service() =>
        Assert.Equal(["ar", "de", "en", "es", "fr"], SplittingLanguages.Default.Codes);

    [Theory]
    [InlineData("إقرأ أيضاً", "اقرا ايضا")]
    [InlineData("أوكرانيــا", "اوكرانيا")]
    [InlineData("  «النَّاتو» – ٣٢ ", "الناتو 32")]
    [InlineData("À LIRE AUSSI :", "a lire aussi")]
    [InlineData("Größe, Straße", "grose strase")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("\u200Fa\u200Bb\u202C", "ab")]
    [InlineData("", "")]
    public void One_folded_spelling_stands_for_many(string written, string folded) => Assert.Equal(folded, Letters.Canonical(written));

    [Theory]
    [InlineData("أوكرانيا", "لأوكرانيا")]
    [InlineData("أوكرانيا", "الأوكراني")]
    [InlineData("الروسية", "روسيا")]
    [InlineData("انتخابات", "الانتخابية")]
    [InlineData("ukraine", "ukrainian")]
    public void Forms_of_one_word_share_a_stem(string one, string other) =>
        Assert.Equal(Stems.Of(Letters.Canonical(one)), Stems.Of(Letters.Canonical(other)));

    [Theory]
    [InlineData("الوزير", "الجسر")]
    [InlineData("2018", "2019")]
    public void Different_words_do_not(string one, string other) =>
        Assert.NotEqual(Stems.Of(Letters.Canonical(one)), Stems.Of(Letters.Canonical(other)));

    [Fact]
    public void A_language_is_two_tables_and_no_code()
    {
        var languages = SplittingLanguages.Load(
        [
            ("it.phrases.tsv", new StringReader("# Italian\nread-also\tleggi anche\nagency\tansa\tANSA\n")),
            ("it.common.tsv", new StringReader("della\t600\ngoverno\t90\n")),
        ]);
        Assert.Equal(["it"], languages.Codes);
        Assert.Equal(0, languages.Weight(Stems.Of("della")));
        Assert.InRange(languages.Weight(Stems.Of("governo")), 0.1f, 0.9f);
        Assert.Equal(1, languages.Weight(Stems.Of("brivac")));

        const string text = "Un ponte nuovo a Lucca\n\nIl ponte di Lucca apre oggi dopo anni di lavori sul fiume Serchio.\n\nLeggi anche: Un faro a Genova torna a splendere\n\nIl sindaco di Lucca ha detto che il ponte aiuta il fiume.";
        var read = new TextSplitter(languages).Split(text);
        Assert.Equal("Un faro a Genova torna a splendere", Assert.Single(read.RelatedHeadlines).Text);
    }

    [Theory]
    [InlineData("xx.phrases.tsv", "no-such-kind\tword\n")]
    [InlineData("xx.phrases.tsv", "a line without a tab\n")]
    [InlineData("xx.common.tsv", "word\n")]
    public void A_mistyped_table_is_refused(string name, string table) =>
        Assert.Throws<FormatException>(() => SplittingLanguages.Load([(name, new StringReader(table))]));
}
