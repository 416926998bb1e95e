using System.Text.Json;
using NewsPlatform.Enrichment.Commands;

namespace NewsPlatform.Enrichment.Tests.Evaluation;

public sealed class The_commands : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("enrich-");
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        folder.Delete(recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task Enrich_gives_one_object_an_article_with_all_its_notes()
    {
        var articles = Write("a.jsonl", """{"id":"x1","title":"قمة في باريس","text":"باريس (رويترز) - قال الرئيس الفرنسي إيمانويل ماكرون، الخميس، إن بلاده \"مستعدة للحوار\"."}""");

        Assert.Equal(0, await EnrichCommand.RunAsync(["--articles", articles, "--json"], output, error, CancellationToken.None));

        var notes = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal("x1", notes.GetProperty("articleId").GetString());
        var enrichment = notes.GetProperty("enrichment");
        Assert.Equal("ar", enrichment.GetProperty("language").GetString());
        Assert.Equal("Reuters", enrichment.GetProperty("dateline").GetProperty("agency").GetString());
        Assert.Equal("إيمانويل ماكرون", enrichment.GetProperty("people")[0].GetProperty("name").GetString());
        Assert.Equal("مستعدة للحوار", enrichment.GetProperty("quotes").EnumerateArray().First(quote => !quote.GetProperty("indirect").GetBoolean()).GetProperty("text").GetString());
        Assert.Equal("sx1", enrichment.GetProperty("story").GetProperty("storyId").GetString());
        Assert.Contains("\"باريس\"", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task Enrich_takes_what_Ingestion_read_and_says_which_file_held_nothing()
    {
        var readings = Write(
            "r.jsonl",
            """{"file":"/in/one.txt","format":"text","articles":[{"kind":"full","headline":"عنوان","text":"قال مسؤولون في كييف إن المدينة تعرضت لهجوم.","subheads":[],"credits":["أ ف ب"]},{"kind":"teaser","headline":null,"text":"نص قصير"}]}""",
            """{"file":"/in/two.bin","refused":"not text","refusedBecause":"not text: it holds bytes no text has","articles":[]}""");

        Assert.Equal(0, await EnrichCommand.RunAsync(["--readings", readings, "--json"], output, error, CancellationToken.None));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["one.txt/1", "one.txt/2"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("articleId").GetString()));
        Assert.Contains("\"AFP\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("two.bin: not text", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrich_shows_a_person_the_same_as_a_table()
    {
        var file = Write("story.txt", "قال وزير الدفاع البريطاني جون هيلي في باريس إن \"أوكرانيا أولا وقبل كل شيء\".");

        Assert.Equal(0, await EnrichCommand.RunAsync([file], output, error, CancellationToken.None));

        Assert.Contains("جون هيلي", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("people", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--nonsense")]
    [InlineData(1, "--articles", "missing.jsonl")]
    public async Task Enrich_says_what_it_could_not_do(int code, params string[] args)
    {
        Assert.Equal(code, await EnrichCommand.RunAsync(args, output, error, CancellationToken.None));
        Assert.NotEmpty(error.ToString());
    }

    [Fact]
    public async Task Eval_names_the_file_that_is_missing()
    {
        Assert.Equal(1, await EvalCommand.RunAsync(["eval", "language", "--data", folder.FullName], output, error, CancellationToken.None));
        Assert.Contains("udhr_lang", error.ToString(), StringComparison.Ordinal);
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
