using System.CommandLine;
using NewsPlatform.Cli.Commands;
using NewsPlatform.Cli.Help;

namespace NewsPlatform.Cli.Tests;

public sealed class What_can_be_typed
{
    [Theory]
    [InlineData("up")]
    [InlineData("up --distributed --no-seeds")]
    [InlineData("up --inbox ../drop")]
    [InlineData("down --all")]
    [InlineData("status --json")]
    [InlineData("drop a.txt b.txt --timeout 5")]
    [InlineData("drop --no-wait @list.txt")]
    [InlineData("drop -- --strange-name.txt")]
    [InlineData("scale deduplication 4")]
    [InlineData("logs -f storage -n 5")]
    [InlineData("search أوكرانيا -زلزال --language ar -n 5")]
    [InlineData("quarantine")]
    [InlineData("quarantine retry --all --sample 1")]
    [InlineData("quarantine discard abc --because spam")]
    [InlineData("replay start --source reuters --limit 10")]
    [InlineData("replay start --stage deduplication --from 2026-11-01")]
    [InlineData("replay promote 0193")]
    [InlineData("keys add rana --role operator")]
    [InlineData("accounts")]
    [InlineData("accounts add rana --role operator")]
    [InlineData("accounts reset admin")]
    [InlineData("test --quick kill")]
    public void These_are_understood(string line) => Assert.Empty(Parse(line).Errors);

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("up --distibuted")]
    [InlineData("drop")]
    [InlineData("drop a.txt --timeout -1")]
    [InlineData("scale kitchen 2")]
    [InlineData("scale storage many")]
    [InlineData("scale storage 33")]
    [InlineData("quarantine discard abc")]
    [InlineData("replay start --stage ingestion")]
    [InlineData("keys add rana --role king")]
    [InlineData("accounts add")]
    [InlineData("accounts add rana --role king")]
    [InlineData("eval nothing")]
    public void These_are_answered_with_the_usage_and_exit_code_2(string line)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, Usage.Refuse(Parse(line), errors));
        Assert.Contains("usage: ./news", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_arrive_as_typed()
    {
        var parsed = Parse("drop @list.txt ~/b.txt --timeout 5");

        Assert.Equal(["@list.txt", "~/b.txt"], parsed.GetValue<string[]>("FILE")!);
        Assert.Equal(5, parsed.GetValue<int>("--timeout"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("help drop")]
    [InlineData("drop -h")]
    public void These_ask_for_help(string line) => Assert.IsType<HelpWithExamples>(Parse(line).Action);

    [Theory]
    [InlineData("", "./news drop")]
    [InlineData("up", "./news up --distributed")]
    [InlineData("drop", "exit code 3")]
    public async Task Help_ends_with_examples(string command, string example)
    {
        using var output = new StringWriter();

        Assert.Equal(0, await Parse($"{command} --help".Trim()).InvokeAsync(new InvocationConfiguration { Output = output }));

        Assert.Contains(example, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read a.txt --json", "Ingestion")]
    [InlineData("enrich", "Enrichment")]
    [InlineData("eval dedup --help", "Deduplication")]
    [InlineData("eval language", "Enrichment")]
    [InlineData("eval stories x", "Enrichment")]
    [InlineData("bench", "Benchmarks")]
    [InlineData("eval", null)]
    [InlineData("eval nothing", null)]
    [InlineData("up", null)]
    [InlineData("", null)]
    public void Commands_of_a_service_go_to_its_own_executable(string line, string? owner) =>
        Assert.Equal(owner, PassThrough.Owner(Words(line)));

    private static ParseResult Parse(string line) => CommandLine.Parse(Words(line), () => throw new InvalidOperationException("parsing runs nothing"));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
