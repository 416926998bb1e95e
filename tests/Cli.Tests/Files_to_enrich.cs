using NewsPlatform.Cli.Commands;

namespace NewsPlatform.Cli.Tests;

public sealed class Files_to_enrich
{
    [Theory]
    [InlineData("enrich a.txt b.xml --json", "a.txt b.xml", "--json")]
    [InlineData("enrich --articles a.jsonl.gz --json", "", "--articles a.jsonl.gz --json")]
    [InlineData("enrich --json --articles a.jsonl b.txt", "b.txt", "--json --articles a.jsonl")]
    [InlineData("enrich --help", "", "--help")]
    [InlineData("enrich", "", "")]
    public void Are_read_by_Ingestion_and_all_else_is_Enrichments(string typed, string files, string rest)
    {
        var split = Enriching.Split(typed.Split(' '));

        Assert.Equal(files, string.Join(' ', split.Files));
        Assert.Equal(rest, string.Join(' ', split.Others));
    }
}
