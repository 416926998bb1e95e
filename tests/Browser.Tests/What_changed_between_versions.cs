using NewsPlatform.WebConsole.Articles;

namespace NewsPlatform.Browser.Tests;

/// <summary>Word by word: what is left of the change is either text, whole.</summary>
public sealed class What_changed_between_versions
{
    [Fact]
    public void Words_that_came_and_went_are_told_and_the_rest_stays()
    {
        var changes = WordDifference.Between("قتل ثلاثة أشخاص في الحادث", "قتل خمسة أشخاص في الحادث أمس")!;

        Assert.Contains(changes, change => change is { Kind: ChangeKind.Gone, Text: "ثلاثة " });
        Assert.Contains(changes, change => change is { Kind: ChangeKind.Come, Text: "خمسة " });
    }

    [Fact]
    public void Of_any_two_texts_the_older_and_the_newer_are_found_whole_in_the_change()
    {
        string[] words = ["قال", "الوزير", "إن", "الخطة", "a", "b", "\n\n", "نهاية."];
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var (older, newer) = (Made(), Made());
            var changes = WordDifference.Between(older, newer)!;

            Assert.Equal(older, string.Concat(changes.Where(change => change.Kind != ChangeKind.Come).Select(change => change.Text)));
            Assert.Equal(newer, string.Concat(changes.Where(change => change.Kind != ChangeKind.Gone).Select(change => change.Text)));

            string Made() => string.Join(' ', Enumerable.Range(0, random.Next(30)).Select(_ => words[random.Next(words.Length)]));
        }
    }

    [Fact]
    public void Two_long_texts_that_share_nothing_are_given_up_instead_of_compared_for_minutes() =>
        Assert.Null(WordDifference.Between(string.Join(' ', Enumerable.Range(0, 15_000)), string.Join(' ', Enumerable.Range(20_000, 15_000))));

}
