using System.Text.RegularExpressions;
using NewsPlatform.TestSupport;
using NewsPlatform.WebConsole.Words;

namespace NewsPlatform.Browser.Tests;

/// <summary>Both languages say the same things, and whatever a page asks for is there.</summary>
public sealed partial class The_words_of_the_pages
{
    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_values_in_it()
    {
        var (english, arabic) = (Vocabulary.Of(Language.English), Vocabulary.Of(Language.Arabic));

        Assert.Equal(english.Keys.Order(), arabic.Keys.Order());

        // One and two of a thing are said without the number in Arabic.
        var differing = english.Keys
            .Where(key => !key.EndsWith(".one", StringComparison.Ordinal) && !key.EndsWith(".two", StringComparison.Ordinal))
            .Where(key => !Values(english[key]).SetEquals(Values(arabic[key])))
            .Where(key => !key.EndsWith(".zero", StringComparison.Ordinal));
        Assert.Empty(differing);
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var known = Vocabulary.Of(Language.English);
        var missing =
            from file in Directory.EnumerateFiles(RepositoryRoot.File("services", "WebConsole"), "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            from match in Named().Matches(File.ReadAllText(file))
            let key = match.Groups["key"].Value
            where !known.ContainsKey(key) && !known.ContainsKey(key + ".other")
            select $"{Path.GetFileName(file)}: {key}";

        Assert.Empty(missing.Distinct());
    }

    [Theory]
    [InlineData(0, "لا مقالات")]
    [InlineData(1, "مقال واحد")]
    [InlineData(2, "مقالان")]
    [InlineData(5, "5 مقالات")]
    [InlineData(11, "11 مقالاً")]
    [InlineData(100, "100 مقال")]
    [InlineData(103, "103 مقالات")]
    [InlineData(1_250, "1,250 مقالاً")]
    public void A_number_of_articles_is_said_as_Arabic_says_it(long number, string said) =>
        Assert.Equal(said, new Vocabulary(Language.Arabic).Count("articles", number));

    [Fact]
    public void A_name_of_the_other_direction_is_isolated_in_its_sentence() =>
        Assert.Equal("حُفظ باسم \u2068Rana\u2069.", new Vocabulary(Language.Arabic).Say("did.saved", "Rana"));

    private static HashSet<string> Values(string text) => [.. Value().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Value();

    // W["key"], W.Say("key", W.Count("key", Words["key"]: keys that are put together are seen by the pages' own tests.
    [GeneratedRegex("""(?:\bW|\b[Ww]ords)(?:\[|\.Say\(|\.Count\()"(?<key>[A-Za-z]+\.[A-Za-z.]+)"[\],)]""")]
    private static partial Regex Named();
}
