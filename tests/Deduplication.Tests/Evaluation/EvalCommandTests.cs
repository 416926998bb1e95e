using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NewsPlatform.Deduplication.Evaluation;

namespace NewsPlatform.Deduplication.Tests.Evaluation;

public sealed class EvalCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("eval-");
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        folder.Delete(recursive: true);
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public async Task A_persons_own_pairs_are_judged_and_counted()
    {
        var (articles, pairs) = Labelled();
        Assert.Equal(0, await Run("--articles", articles, "--pairs", pairs));
        Assert.Contains("near or contained", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("demands met, 0 missed", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }

    [Fact]
    public async Task As_JSON_every_pair_has_its_verdict_score_and_rule()
    {
        var (articles, pairs) = Labelled(packed: true);
        Assert.Equal(0, await Run("--articles", articles, "--pairs", pairs, "--json"));
        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal("d1/n1", json.RootElement.GetProperty("ruleVersion").GetString());
        Assert.Equal(
            ["near near near-runs True", "contained contained contained-runs True", "new other nothing-shared True"],
            json.RootElement.GetProperty("pairs").EnumerateArray().Select(pair =>
                $"{pair.GetProperty("verdict")} {pair.GetProperty("text")} {pair.GetProperty("rule")} {pair.GetProperty("right")}"));
    }

    [Fact]
    public async Task A_corpus_is_streamed_in_order_and_what_is_found_is_counted()
    {
        var (articles, _) = Labelled();
        var truth = Write("truth.tsv", ["a\tb\tword3_jaccard\tword3_containment", "full\tcopy\t0.9\t0.95", "full\tteaser\t0.1\t1.0"]);
        Assert.Equal(0, await Run("--corpus", articles, "--truth", truth, "--gate"));
        Assert.Contains("(1 of 1)", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MISSED", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missed_demand_fails_only_when_that_was_asked()
    {
        var (articles, _) = Labelled();
        var pairs = Write("wrong.jsonl", ["""{"a":"full","b":"other","label":"near_duplicate"}"""]);
        Assert.Equal(0, await Run("--articles", articles, "--pairs", pairs));
        Assert.Equal(3, await Run("--articles", articles, "--pairs", pairs, "--gate"));
    }

    [Theory]
    [InlineData(2, "Give --articles with --pairs", "--articles", "ARTICLES")]
    [InlineData(2, "Give --articles with --pairs", "--articles", "ARTICLES", "--pairs", "PAIRS", "--corpus", "ARTICLES")]
    [InlineData(2, "--nonsense", "--nonsense")]
    [InlineData(1, "missing.jsonl", "--articles", "missing.jsonl", "--pairs", "PAIRS")]
    [InlineData(1, "line 2", "--articles", "BROKEN", "--pairs", "PAIRS")]
    [InlineData(1, "line 1: full is not in", "--articles", "FEW", "--pairs", "PAIRS")]
    [InlineData(1, "line 1: an article needs an id", "--corpus", "NAMELESS")]
    [InlineData(1, "unpacked.jsonl.gz is not packed with gzip", "--corpus", "UNPACKED")]
    [InlineData(1, "line 2: expected two ids", "--corpus", "ARTICLES", "--truth", "PAIRS")]
    [InlineData(1, "holds none of the public sets", "--data", "EMPTY")]
    public async Task A_mistake_is_named_in_one_line(int code, string message, params string[] args)
    {
        var (articles, pairs) = Labelled();
        var broken = Write("broken.jsonl", ["""{"id":"full","title":"t","body":"b"}""", "{nonsense"]);
        var few = Write("few.jsonl", ["""{"id":"nobody","title":"t","body":"b"}"""]);
        var nameless = Write("nameless.jsonl", ["""{"title":"t","body":"b"}"""]);
        var unpacked = Path.Combine(folder.FullName, "unpacked.jsonl.gz");
        await File.WriteAllTextAsync(unpacked, "no gzip");
        Assert.Equal(code, await Run([.. args.Select(arg => arg switch
        {
            "ARTICLES" => articles,
            "PAIRS" => pairs,
            "BROKEN" => broken,
            "FEW" => few,
            "NAMELESS" => nameless,
            "UNPACKED" => unpacked,
            "EMPTY" => folder.FullName,
            _ => arg,
        })]));
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] args) => EvalCommand.RunAsync(["eval", "dedup", .. args], output, error, CancellationToken.None);

    private (string Articles, string Pairs) Labelled(bool packed = false)
    {
        var full = An.Text(200, seed: 1);
        var articles = new[]
        {
            new { id = "full", source = "one", date = "2026-11-20", title = "عنوان أول", body = full },
            new { id = "copy", source = "two", date = "2026-11-20", title = "عنوان آخر", body = "مقدمة قصيرة " + full + " خاتمة" },
            new { id = "teaser", source = "three", date = "2026-11-21", title = "عنوان ثالث", body = string.Join(' ', full.Split(' ').Take(40)) },
            new { id = "other", source = "four", date = "2026-11-21", title = "عنوان رابع", body = An.Text(180, seed: 2) },
        };
        string[] pairs =
        [
            """{"pair":"P1","a":"full","b":"copy","label":"near_duplicate","flags":[]}""",
            """{"pair":"P2","a":"full","b":"teaser","label":"excerpt","flags":[]}""",
            """{"pair":"P3","a":"full","b":"other","label":"different"}""",
        ];
        var end = packed ? ".jsonl.gz" : ".jsonl";
        return (Write("articles" + end, articles.Select(article => JsonSerializer.Serialize(article))), Write("pairs" + end, pairs));
    }

    private string Write(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(folder.FullName, name);
        using var file = File.Create(path);
        using var packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
        packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return path;
    }
}
