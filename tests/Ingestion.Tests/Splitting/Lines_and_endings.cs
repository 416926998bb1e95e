using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class Lines_and_endings
{
    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    [Theory]
    [InlineData("a\nb\r\nc\rd\u2028e\u2029f\vg", 7)]
    [InlineData("\n\r\n \t\u200F\n", 0)]
    [InlineData("a", 1)]
    [InlineData("a\fb", 2)]
    public void Lines_end_in_every_customary_way(string text, int lines) => Assert.Equal(lines, LineScanner.Scan(text, 0, 100, out _).Count);

    [Fact]
    public void Empty_lines_and_page_breaks_are_counted_on_the_line_that_follows()
    {
        var lines = LineScanner.Scan("a\r\n\r\n \r\nb\f\nc", 0, 100, out var rest);
        Assert.Equal([0, 2, 1], lines.Select(l => l.EmptyBefore));
        Assert.Equal([false, false, true], lines.Select(l => l.PageBreakBefore));
        Assert.Equal(12, rest);
    }

    [Theory]
    [InlineData("وتعقيد أجزائه المتحركة. ص>", "Stop")]
    [InlineData("moving parts. </p>", "Stop")]
    [InlineData("He said \"no.\"", "Stop")]
    [InlineData("قال «نعم»", "Quoted")]
    [InlineData("ماذا بعد؟", "Question")]
    [InlineData("Floods hit the southern U.S.", "Abbreviation")]
    [InlineData("هكذا قالت أ.ف.ب.", "Abbreviation")]
    [InlineData("and then..", "Ellipsis")]
    [InlineData("the rest of it […]", "Ellipsis")]
    [InlineData("he said:", "Colon")]
    [InlineData("ثم قال،", "Comma")]
    [InlineData("قدمت الولايات المتحدة", "Open")]
    [InlineData("x > y", "Open")]
    [InlineData("", "Open")]
    public void The_end_of_a_block_is_read_past_quotes_and_debris(string text, string ending) =>
        Assert.Equal(Enum.Parse<Ending>(ending), Endings.Of(text, SplittingLanguages.Default.Abbreviation));

    [Theory]
    [InlineData("-----", true)]
    [InlineData("* * *", true)]
    [InlineData("__", true)]
    [InlineData("ــــ", true)]
    [InlineData("#", true)]
    [InlineData("-=-=-", true)]
    [InlineData("-", false)]
    [InlineData("..", false)]
    [InlineData("....", true)]
    [InlineData("--a--", false)]
    [InlineData("-*#", false)]
    public void Separators_are_drawn_not_written(string line, bool separates) => Assert.Equal(separates, Separators.IsOne(line));

    [Fact]
    public void A_sentence_broken_after_an_abbreviation_by_a_translator_begins_no_story()
    {
        const string text = "حلفاء كييف يبحثون الضمانات في باريس\nباريس (AP) – قال حلفاء كييف يوم الثلاثاء إنهم اتفقوا على ضمانات للدفاع عن أوكرانيا بعد الحرب.\n"
            + "المملكة المتحدة. وقال رئيس الوزراء إن الضمانات ستشمل أوكرانيا كلها وإن الحلفاء سيدفعون ثمنها. ص>\n"
            + "الولايات المتحدة. وقال المبعوث إن الحلفاء في باريس قطعوا شوطا طويلا نحو الضمانات.";
        var article = Assert.Single(Splitter.Split(text).Articles);
        Assert.Equal(3, article.Paragraphs.Count);
        Assert.EndsWith("ص>", article.Paragraphs[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_text_without_a_story_below_is_a_paragraph_not_a_headline()
    {
        var article = Assert.Single(Splitter.Split("خبر عاجل").Articles);
        Assert.Null(article.Headline);
        Assert.Equal("خبر عاجل", article.Text);
        Assert.Empty(Splitter.Split(" \n\t\r\n").Articles);
        Assert.Empty(Splitter.Split(string.Empty).Segments);
    }

    [Fact]
    public void A_decision_tells_its_rule_and_its_reasons()
    {
        var read = Splitter.Split(File.ReadAllText(Repository.Seed("001_f3cf03ad0fd9bf49.txt")));
        var second = read.Articles[1].Boundary;
        Assert.Equal(BoundaryRules.WeighedHeadline, second.Rule);
        Assert.Contains(second.Evidence, e => e.Evidence == Evidence.AfterReadAlso && e.Weight > 0);
        var subheads = read.Decisions.Where(d => !d.IsBoundary).ToList();
        Assert.Equal(3, subheads.Count);
        Assert.All(subheads, d => Assert.True(d.Probability < 0.5 && d.Evidence.Count > 0));
        Assert.All(read.Decisions.Zip(read.Decisions.Skip(1)), pair => Assert.True(pair.First.Offset < pair.Second.Offset));
    }
}
