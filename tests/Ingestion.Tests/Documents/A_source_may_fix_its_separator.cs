using System.Text;
using Microsoft.Extensions.Options;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Tests.Documents;

public sealed class A_source_may_fix_its_separator
{
    private const string Three = "قال الوزير إن العمل يبدأ غدا.\nXX\nوأعلنت الشركة أرباحها اليوم.\nXX\nوفاز الفريق بالمباراة مساء.\n";

    [Theory]
    [InlineData("agency-north", 3)]
    [InlineData("archive", 1)]
    public void Profiles_are_chosen_by_name_or_pattern(string source, int articles) =>
        Assert.Equal(articles, Read(source).Articles.Count);

    [Fact]
    public void The_same_document_gives_the_same_ids_again() =>
        Assert.Equal(Read("agency-north").Articles.Select(found => found.Article.ArticleId), Read("agency-north").Articles.Select(found => found.Article.ArticleId));

    [Fact]
    public void A_profile_that_says_nothing_or_too_much_is_refused()
    {
        var options = new SourceOptions { Profiles = { ["a"] = new SourceProfile(), ["b"] = new SourceProfile { SeparatorPattern = "(" } } };

        Assert.Equal(2, options.Validate(new(options)).Count());
    }

    private static DocumentReading Read(string source)
    {
        var options = new SourceOptions
        {
            Profiles =
            {
                ["agency-*"] = new SourceProfile { SeparatorLine = "XX" },
                ["archive"] = new SourceProfile { OneArticlePerFile = true },
            },
        };
        var bytes = Encoding.UTF8.GetBytes(Three);
        return new DocumentReader(new SourceReaders(Options.Create(options), TimeProvider.System))
            .Read(DocumentIds.OfBytes(bytes), source, "three.txt", bytes, CancellationToken.None);
    }
}
