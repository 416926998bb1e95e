using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Reading;
using NewsPlatform.Ingestion.Tests.Formats;

namespace NewsPlatform.Ingestion.Tests.Reading;

public sealed class ReadCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("read-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_gives_one_object_a_file_with_every_field()
    {
        var (code, output, _) = await Run(File("a.xml", Samples.Rss20), File("b.bin", [0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E]), "--json");
        Assert.Equal(0, code);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);

        using var feed = JsonDocument.Parse(lines[0]);
        Assert.Equal(("rss", "utf-8", 1), (Text(feed, "format"), Text(feed, "encoding"), feed.RootElement.GetProperty("encodingConfidence").GetDouble()));
        Assert.Equal(JsonValueKind.Null, feed.RootElement.GetProperty("refused").ValueKind);
        Assert.EndsWith("a.xml", Text(feed, "file"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, feed.RootElement.GetProperty("relatedHeadlines").ValueKind);
        var article = feed.RootElement.GetProperty("articles")[0];
        Assert.Equal(
            ["kind", "headline", "headlineFrom", "text", "paragraphs", "subheads", "credits", "dateline", "published", "author", "link", "sourceId"],
            article.EnumerateObject().Select(property => property.Name).Take(12));
        Assert.Equal(Samples.Headline, article.GetProperty("headline").GetString());
        Assert.Equal(2, article.GetProperty("paragraphs").GetArrayLength());
        Assert.True(article.GetProperty("start").GetInt64() < article.GetProperty("end").GetInt64());

        using var refused = JsonDocument.Parse(lines[1]);
        Assert.Equal("not text", Text(refused, "refused"));
        Assert.Equal(0, refused.RootElement.GetProperty("articles").GetArrayLength());
    }

    [Fact]
    public async Task Arabic_letters_stay_letters_in_json()
    {
        var (_, output, _) = await Run(File("a.xml", Samples.Rss20), "--json");
        Assert.Contains(Samples.Headline, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_is_an_answer_and_a_missing_one_is_bad_usage()
    {
        Assert.Equal(0, (await Run(File("a", []))).Code);
        var (code, _, error) = await Run(Path.Combine(_folder, "nowhere.txt"));
        Assert.Equal(2, code);
        Assert.Contains("nowhere.txt", error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run()).Code);
        Assert.Equal(2, (await Run("--unknown", "x")).Code);
    }

    [Fact]
    public async Task Folders_and_patterns_name_the_files_in_them()
    {
        File("one/a.xml", Samples.Rss20);
        File("one/two/b.xml", Samples.Atom10);
        File("one/two/c.txt", Samples.Text);
        Assert.Equal(3, Lines(await Run(Path.Combine(_folder, "one"), "--json")));
        Assert.Equal(1, Lines(await Run(Path.Combine(_folder, "one/*.xml"), "--json")));
        Assert.Equal(2, Lines(await Run(Path.Combine(_folder, "**/*.xml"), "--json")));
        Assert.Equal(2, Lines(await Run(Path.Combine(_folder, "one/two/?.*"), "--json")));
        Assert.Equal(2, (await Run(Path.Combine(_folder, "*.none"))).Code);
    }

    [Fact]
    public async Task Foreign_text_stands_between_isolates_at_the_terminal()
    {
        var (code, output, _) = await Run(File("a.xml", Samples.Rss20));
        Assert.Equal(0, code);
        Assert.Contains($"\u2068{Samples.Headline}\u2069", output, StringComparison.Ordinal);
        Assert.Equal(output.Count(c => c == '\u2068'), output.Count(c => c == '\u2069'));
        Assert.Contains("rss 2.0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_headline_is_shown_and_not_obeyed()
    {
        var (code, output, _) = await Run(File("a.json", """{"title":"[red]not red[/] [[x]] \u001b[31m","text":"body"}"""));
        Assert.Equal(0, code);
        Assert.Contains("[red]not red[/] [[x]]", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_why_at_the_terminal()
    {
        var (_, output, _) = await Run(File("a.json", "{\"title\":"));
        Assert.Contains("refused: malformed json.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_thousands_of_files_each_is_told_in_its_place()
    {
        // Large ones between small ones: the one kind is read ahead, the other is not.
        var names = new List<string>();
        for (var i = 0; i < 2000; i++)
        {
            names.Add(i % 500 == 7
                ? File($"many/{i:0000}.json", "[" + string.Join(',', Enumerable.Repeat("{\"title\":\"t\",\"text\":\"" + new string('x', 1000) + "\"}", 400)) + "]")
                : File($"many/{i:0000}.txt", Samples.Text));
        }

        var (code, output, _) = await Run([.. Enumerable.Reverse(names), "--json"]);
        Assert.Equal(0, code);
        Assert.Equal(Enumerable.Reverse(names), output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task A_name_without_a_file_has_its_line_too()
    {
        var nowhere = Path.Combine(_folder, "nowhere.txt");
        var (code, output, error) = await Run(File("a.txt", Samples.Text), nowhere, File("b.txt", Samples.Text), "--json");
        Assert.Equal(2, code);
        Assert.Contains("nowhere.txt", error, StringComparison.Ordinal);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        using var missing = JsonDocument.Parse(lines[1]);
        Assert.Equal((nowhere, "unreadable"), (Text(missing, "file"), Text(missing, "refused")));
    }

    [Fact]
    public async Task A_cancelled_run_stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var path = File("a.txt", Samples.Text);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ReadCommand.RunAsync([path], TextWriter.Null, TextWriter.Null, new WholeText(), TimeProvider.System, cancelled.Token));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ReadCommand.RunAsync(args, output, error, new WholeText(), TimeProvider.System, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private static int Lines((int Code, string Output, string Error) run) => run.Output.Count(c => c == '\n');

    private static string? Text(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetString();

    private string File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    private string File(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }
}
