using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Deduplication.Evaluation.Generating;
using NewsPlatform.Text;

namespace NewsPlatform.Deduplication.Tests.Evaluation;

public sealed class RepeatGeneratorTests
{
    private const int Draws = 12;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (language, operation) in Originals.Languages.SelectMany(_ => RepeatGenerator.Operations, (language, operation) => (language, operation)))
            {
                cases.Add(language, operation);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_made_of_an_article_is_told_for_what_it_is(string language, string operation)
    {
        var articles = Originals.Of(language);
        var generator = new RepeatGenerator(articles, seed: 3);
        var judge = new PairJudge(DetectionRules.Default);
        var wrong = new List<string>();
        for (var n = 0; n < Draws; n++)
        {
            var pair = generator.Make(operation, articles[n % articles.Count]);
            var judgement = judge.JudgeBoth(pair.Original.Fingerprint().View, pair.Variant.Fingerprint().View);
            if (!pair.IsMetBy(judgement))
            {
                wrong.Add($"{judgement}\n{pair.Original.Body}\n---\n{pair.Variant.Body}");
            }
        }

        // Texts of two paragraphs are at the edge of every rule: one draw in twelve may fall over it, of a copy or a form never of an exact one.
        Assert.True(wrong.Count <= (operation is "g1" or "g2" or "g3" ? 0 : 1), string.Join("\n\n", wrong));
    }

    [Theory]
    [InlineData("g1")]
    [InlineData("g2")]
    [InlineData("g3")]
    public void Other_spellings_fold_to_the_same_words_and_are_really_other(string operation)
    {
        foreach (var language in Originals.Languages)
        {
            var articles = Originals.Of(language);
            var generator = new RepeatGenerator(articles, seed: 5);
            foreach (var pair in articles.Select(article => generator.Make(operation, article)))
            {
                Assert.Equal(NormalizationProfile.Normalize(pair.Original.Body), NormalizationProfile.Normalize(pair.Variant.Body));
            }

            // A language without letters of two spellings, and a text without signs, may have no other way to be written.
            Assert.Contains(articles, article => generator.Make(operation, article).Variant.Body != article.Body || language == "zh");
        }
    }

    [Fact]
    public void The_same_seed_makes_the_same_pairs()
    {
        var articles = Originals.Of("ar");
        foreach (var operation in RepeatGenerator.Operations)
        {
            Assert.Equal(new RepeatGenerator(articles, 7).Make(operation, articles[0]), new RepeatGenerator(articles, 7).Make(operation, articles[0]));
        }
    }

    [Fact]
    public void A_text_taken_apart_is_put_together_again_as_it_was()
    {
        foreach (var article in Originals.Languages.SelectMany(Originals.Of))
        {
            var text = TokenText.Of(article.Body);
            Assert.EndsWith(text.ToString(), article.Body, StringComparison.Ordinal);
            Assert.Equal(text.ToString(), TokenText.Concat(text.Sentences()).ToString());
        }
    }

    [Fact]
    public void Letters_are_damaged_at_the_rate_that_was_asked()
    {
        var text = string.Concat(Enumerable.Repeat("كلمات كثيرة متتالية ", 2_000));
        var damaged = LetterDamage.Apply(text, 0.02, new Random(1));
        var kept = TokenText.Of(damaged).Pieces.Count(piece => piece.Word is "كلمات" or "كثيرة" or "متتالية");

        // About five and a half letters a word: 0.98 to that power stay whole.
        Assert.InRange(kept / 6_000.0, 0.86, 0.93);
    }
}
