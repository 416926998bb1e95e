using NewsPlatform.Deduplication.Detection;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deduplication.Tests.Evaluation;

public sealed class LineRepeatsTests
{
    [Theory]
    [InlineData("next line", "وزير الدفاع يزور باريس اليوم\nوزير الدفاع يزور باريس اليوم\n\nقال الوزير إن الزيارة ناجحة.", 2, "Headline")]
    [InlineData("after an empty line", "وزير الدفاع يزور باريس اليوم\n\nوزير الدفاع يزور باريس اليوم\nنص", 3, "Headline")]
    [InlineData("other quotation marks", "«بايدن» يفوز في الولايات الحاسمة\n\"بايدن\" يفوز في الولايات الحاسمة", 2, "Headline")]
    [InlineData("a misprint", "رئيس الحكومة الفرنسية يعلن تشكيل لجنة جديدة للتحقيق في القضية\nرئيس الحكومة الفرنسية يعلن تشكيل لجنه جديدة للتحقيق فى القضية", 2, "Headline")]
    [InlineData("in a list", "الناتو يبحث دعم أوكرانيا\nنص\n  • الناتو يبحث دعم أوكرانيا", 3, "ListMention")]
    public void A_headline_that_stands_again_is_found(string where, string text, int line, string kind)
    {
        var repeat = Assert.Single(LineRepeats.Find(null, text));
        Assert.True((line, 1, kind) == (repeat.Line, repeat.FirstLine, repeat.Kind.ToString()), where);
    }

    [Fact]
    public void A_headline_given_apart_is_line_nought()
    {
        var repeat = Assert.Single(LineRepeats.Find("وزير الدفاع يزور باريس اليوم", "باريس\nوزير الدفاع يزور باريس اليوم"));
        Assert.Equal((2, 0), (repeat.Line, repeat.FirstLine));
    }

    [Fact]
    public void Short_lines_and_paragraphs_are_no_headlines()
    {
        var paragraph = An.Text(60);
        Assert.Empty(LineRepeats.Find(null, $"اقرأ أيضا\n{paragraph}\nاقرأ أيضا\n{paragraph}"));
    }

    [Fact]
    public void Every_repeat_of_the_seed_documents_is_found_and_none_is_invented()
    {
        var found = Directory.GetFiles(RepositoryRoot.File("seeds"), "*.txt").Order(StringComparer.Ordinal)
            .Select(file => string.Join(' ', LineRepeats.Find(null, File.ReadAllText(file)).Select(repeat => $"{repeat.Line}<{repeat.FirstLine}{(repeat.Kind == LineRepeatKind.ListMention ? "*" : "")}")));
        Assert.Equal(["2<1 19<18", "53<26*", "3<1 21<19 27<25 33<31 39<37", "", ""], found);
    }

    [Theory]
    [InlineData("وقالت إنها ستبدأ قريبا.", false)]
    [InlineData("وقالت \"إنها ستبدأ قريبا\".", false)]
    [InlineData("«إنها ستبدأ قريبا.»", false)]
    [InlineData("هل ستبدأ قريبا؟", false)]
    [InlineData("وقالت إنها ستبدأ", true)]
    [InlineData("أُلغيت أكثر من 8300", true)]
    [InlineData("وقالت إنها ستبدأ...", true)]
    [InlineData("وقالت إنها ستبدأ…", true)]
    [InlineData("", false)]
    public void A_text_that_breaks_off_is_cut(string text, bool cut) => Assert.Equal(cut, TextEnd.IsCut(text));
}
