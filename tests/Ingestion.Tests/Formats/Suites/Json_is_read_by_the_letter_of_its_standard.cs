using System.Text;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Ingestion.Tests.Formats.Suites;

/// <summary>Every case stands in an article's document in the places where sources put things that nobody reads.</summary>
public sealed class Json_is_read_by_the_letter_of_its_standard
{
    private const string Fields = "\"title\":\"The old bridge opens again\",\"text\":\"Drivers had taken the long way round since the flood.\"";

    private static readonly (string Name, string Before, string After)[] Wrappings =
    [
        ("a field behind the text", $"{{{Fields},\"extra\":", "}"),
        ("a field before it", "{\"extra\":", $",{Fields}}}"),
        ("an item beside the article", $"[{{{Fields}}},", "]"),
        ("inside a list of articles", $"{{\"articles\":[{{{Fields},\"tags\":", "}]}"),
        ("an extension of a JSON feed", $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{{\"id\":\"1\",\"content_text\":\"Drivers had taken the long way.\",\"_x\":", "}]}"),
    ];

    [Fact]
    public void What_the_standard_allows_is_read_and_what_it_forbids_is_refused_with_a_reason()
    {
        Assert.True(JsonCases.Valid.Count + JsonCases.Invalid.Count >= 250);
        var wrong = new List<string>();
        foreach (var (name, before, after) in Wrappings)
        {
            foreach (var json in JsonCases.Valid)
            {
                var read = Reads.Of(Wrapped(before, json, after), "a.json");
                if (read.Result.Refused is not null || read.Articles.Count != 1 || read.Articles[0].Text.Length == 0)
                {
                    wrong.Add($"{name}: {json} should be read; {read.Result.RefusedBecause}");
                }
            }

            foreach (var json in JsonCases.Invalid)
            {
                var read = Reads.Of(Wrapped(before, json, after), "a.json");
                if (read.Result.Refused != RefusalReason.MalformedJson || read.Articles.Count > 0 || string.IsNullOrEmpty(read.Result.RefusedBecause))
                {
                    wrong.Add($"{name}: {json} should be refused, and was {read.Result.Refused ?? "read"}");
                }
            }
        }

        var all = Wrappings.Length * (JsonCases.Valid.Count + JsonCases.Invalid.Count);
        Figures.Print("json", $"JSON cases: {all - wrong.Count} of {all} ({JsonCases.Valid.Count} values and {JsonCases.Invalid.Count} that are none, in {Wrappings.Length} places)");
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_broken_line_of_JSON_Lines_is_rejected_alone()
    {
        foreach (var json in JsonCases.Invalid.Where(json => !json.Contains('\n', StringComparison.Ordinal)))
        {
            var lines = Wrapped($"{{{Fields}}}\n{{{Fields},\"extra\":", json, $"}}\n{{{Fields}}}\n");
            var read = Reads.Of(lines, "a.jsonl");
            Assert.True(read.Articles.Count == 2 && read.Result.RejectedCount == 1, $"{json}: {read.Articles.Count} articles, {read.Result.RejectedCount} rejected");
        }
    }

    [Fact]
    public void A_value_alone_is_no_article_and_no_fault_either()
    {
        foreach (var json in JsonCases.Valid.Where(json => json.TrimStart() is ['[' or '{', ..]))
        {
            var read = Reads.Of(Encoding.Latin1.GetBytes(json), "a.json");
            Assert.True(read.Result.Refused is null && read.Articles.Count == 0, $"{json}: {read.Result.Refused}, {read.Articles.Count} articles");
        }

        foreach (var json in JsonCases.Invalid)
        {
            var read = Reads.Of(Encoding.Latin1.GetBytes(json), "a.json");
            Assert.True(read.Result.Refused is not null && read.Articles.Count == 0, $"{json}: {read.Articles.Count} articles");
        }
    }

    private static byte[] Wrapped(string before, string json, string after) =>
        [.. Encoding.UTF8.GetBytes(before), .. Encoding.Latin1.GetBytes(json), .. Encoding.UTF8.GetBytes(after)];
}
