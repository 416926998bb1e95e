using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class Profiles_fix_what_the_guess_gets_wrong
{
    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    private const string Text = "First headline\n\nThe first story is told here in one sentence.\n\n@@ next @@\n\nThe second story has no headline at all.\n\nA line like a headline\n\nAnd a last paragraph of the second story.";

    [Fact]
    public void A_given_line_separates_and_nothing_else_does()
    {
        var read = Splitter.Split(Text, new SplittingProfile { SeparatorLine = " @@ next @@ " });
        Assert.Equal(["First headline", null], read.Articles.Select(a => a.Headline));
        Assert.Equal(["A line like a headline"], read.Articles[1].Subheads);
        Assert.Equal(2, read.Articles[1].Paragraphs.Count);
        Assert.Contains(read.Segments, s => s.Kind == SegmentKind.Separator && Text[s.Start..s.End] == "@@ next @@");
        Assert.All(read.Articles, a => Assert.Equal(BoundaryRules.GivenSeparator, a.Boundary.Rule));
    }

    [Theory]
    [InlineData("^@@.*@@$")]
    [InlineData(@"^(?<mark>@@).*\k<mark>$")]
    public void A_given_pattern_separates_with_back_references_or_without(string pattern) =>
        Assert.Equal(2, Splitter.Split(Text, new SplittingProfile { SeparatorPattern = pattern }).Articles.Count);

    [Fact]
    public void One_article_per_file_is_one_article_whatever_it_looks_like()
    {
        var text = File.ReadAllText(Repository.Seed("000_d9a79240d158023f.txt"));
        var article = Assert.Single(Splitter.Split(text, new SplittingProfile { OneArticlePerFile = true }).Articles);
        Assert.Equal(BoundaryRules.OneArticlePerFile, article.Boundary.Rule);
        Assert.Equal(1, article.RepeatedHeadlineLines);
        Assert.Equal(15, article.Paragraphs.Count + article.Subheads.Count - 2);
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_given_up_with_a_note_and_the_guess_decides()
    {
        var profile = new SplittingProfile { SeparatorPattern = @"^(?=(a+)+$)(a+)+b$" };
        var read = Splitter.Split($"{new string('a', 60)}!\n\n{Text}", profile);
        Assert.Contains("separator-pattern-timed-out", read.Notes);
        Assert.NotEmpty(read.Articles);
    }

    [Fact]
    public void A_pattern_that_is_none_is_refused_when_the_profile_is_made() =>
        Assert.ThrowsAny<ArgumentException>(() => new SplittingProfile { SeparatorPattern = "(" });

    [Fact]
    public void A_profile_that_fixes_nothing_leaves_the_guess() =>
        Assert.Equal(2, Splitter.Split(File.ReadAllText(Repository.Seed("000_d9a79240d158023f.txt")), new SplittingProfile()).Articles.Count);
}
