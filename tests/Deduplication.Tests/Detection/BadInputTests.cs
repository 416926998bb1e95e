using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

/// <summary>Whatever arrives has a verdict, and the same text arriving again has the one that is right for it.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, string, RepeatKindName> Inputs => new()
    {
        // Nothing is no repeat of nothing: dropping an article because another one is empty, too, would lose it.
        { "empty", "", RepeatKindName.New },
        { "no letters", "… — !? 😀", RepeatKindName.New },
        { "one word", "صورة", RepeatKindName.Exact },
        { "three words", "التفاصيل بعد قليل", RepeatKindName.Exact },
        { "only digits", "1 2 3 4 5 6 7 8 9 10 11 12 13 14", RepeatKindName.Exact },
        { "one word over and over", string.Concat(Enumerable.Repeat("عاجل ", 5_000)), RepeatKindName.Exact },
        { "mixed scripts", "قال Biden إن 新华社 сообщает 한국어 ข่าววันนี้ αβγ हिन्दी עברית 2026", RepeatKindName.Exact },
        { "one very long word", new string('ا', 200_000), RepeatKindName.Exact },
        { "lone surrogates", "\uD83D one \uDE00 two three four five six seven eight nine", RepeatKindName.Exact },
    };

    /// <summary>Names of verdicts that a test case can carry.</summary>
    public enum RepeatKindName
    {
        New,
        Exact,
        Near,
        Contained,
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_input_has_a_verdict_and_its_copy_too(string name, string body, RepeatKindName copy)
    {
        using var index = new DetectionIndex();
        Assert.Equal(RepeatKind.New, index.Decide(An.Article(body).Fingerprint()).Standing.Kind);
        Assert.True(copy.ToString() == index.Decide(An.Article(body).Fingerprint()).Standing.Kind.ToString(), name);
    }

    [Fact]
    public void One_word_is_an_exact_repeat_only_under_the_same_headline()
    {
        using var index = new DetectionIndex();
        index.Decide((An.Article("صورة") with { Headline = "حريق في سوق المدينة القديمة" }).Fingerprint());
        Assert.Equal(RepeatKind.New, index.Decide((An.Article("صورة") with { Headline = "افتتاح معرض الكتاب الدولي اليوم" }).Fingerprint()).Standing.Kind);
        Assert.Equal(RepeatKind.Exact, index.Decide((An.Article("صورة") with { Headline = "حريق في سوق المدينة القديمة" }).Fingerprint()).Standing.Kind);
    }

    [Fact]
    public void A_million_words_are_judged_in_bounded_time_and_memory()
    {
        using var index = new DetectionIndex();
        var book = An.Text(1_000_000);
        var first = An.Article(book).Fingerprint();
        Assert.Equal(Fingerprint.MaxWords, first.Words.Length);
        Assert.Equal(RepeatKind.New, index.Decide(first).Standing.Kind);
        Assert.Equal(RepeatKind.Exact, index.Decide(An.Article(book).Fingerprint()).Standing.Kind);
        Assert.Equal(RepeatKind.Near, index.Decide(An.Article("مقدمة جديدة " + book).Fingerprint()).Standing.Kind);
        Assert.Equal(RepeatKind.Contained, index.Decide(An.Article(book[1_000..4_000]).Fingerprint()).Standing.Kind);
    }

    [Fact]
    public void Words_over_and_over_do_not_take_the_square_of_their_number()
    {
        using var index = new DetectionIndex();
        var refrain = string.Concat(Enumerable.Repeat("يا ليل يا عين ", 10_000));
        index.Decide(An.Article(refrain + An.Text(20_000, 1)).Fingerprint());
        index.Decide(An.Article(refrain + An.Text(20_000, 2)).Fingerprint());
        Assert.Equal(RepeatKind.Near, index.Decide(An.Article("مقدمة " + refrain + An.Text(20_000, 1)).Fingerprint()).Standing.Kind);
    }
}
