using NewsPlatform.Cli.Screens;

namespace NewsPlatform.Cli.Tests;

public sealed class Right_to_left_words
{
    [Fact]
    public void Latin_words_are_left_as_they_are() => Assert.Equal("plain words (1)", Bidi.Isolate("plain words (1)"));

    [Fact]
    public void Arabic_words_are_isolated_from_what_stands_beside_them() =>
        Assert.Equal("\u2068وزير الدفاع 5\u2069", Bidi.Isolate("وزير الدفاع 5"));

    [Fact]
    public void An_excerpt_stands_on_one_line_and_ends_within_its_isolation() =>
        Assert.Equal("\u2068وزير…\u2069", Bidi.Excerpt("وزير\n\nالدفاع الأميركي", 5));

    [Fact]
    public void An_excerpt_never_cuts_a_letter_from_its_marks() =>
        Assert.Equal("\u2068بً…\u2069", Bidi.Excerpt("بًبً", 3));

    [Fact]
    public void In_a_log_line_each_run_is_isolated_in_its_place() =>
        Assert.Equal(
            "12:00 info: \u2068خبر عاجل\u2069.txt complete: \u2068عدد\u2069 3 = 3",
            Bidi.Lines("12:00 info: خبر عاجل.txt complete: عدد 3 = 3"));
}
