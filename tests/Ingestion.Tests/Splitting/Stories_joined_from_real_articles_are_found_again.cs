using NewsPlatform.Ingestion.Splitting;
using NewsPlatform.Ingestion.Tests.Splitting.Generated;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Splitting;

/// <summary>
/// Documents made of the half of the shared corpora that tuned nothing. The corpora are never part of the tree; where they
/// are absent the tests say so and return.
/// </summary>
public sealed class Stories_joined_from_real_articles_are_found_again(ITestOutputHelper output)
{
    // 25 styles and 32 of 30 each: 1,700 documents.
    private const int DocumentsOfAStyle = 30;

    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    [Fact]
    public void Boundaries_reach_0_97_and_headlines_0_95_on_articles_that_tuned_nothing()
    {
        if (HeldOut() is not { } articles)
        {
            return;
        }

        Measure("first hand", DocumentMaker.Styles, (style, n) => new DocumentMaker(articles, Seed(style, n)).Make(style));
    }

    [Fact]
    public void So_they_do_in_documents_made_by_a_second_hand_with_words_of_its_own()
    {
        if (HeldOut() is not { } articles)
        {
            return;
        }

        Measure("second hand", PlainMaker.Styles, (style, n) => new PlainMaker(articles, Seed(style, n)).Make(style));
    }

    /// <summary>
    /// Stories without headlines that follow one another like paragraphs leave only their words to tell them by. What is
    /// found is found by change of subject and the way leads begin; what matters is that little is cut that belongs together.
    /// </summary>
    [Fact]
    public void With_nothing_on_the_page_between_stories_few_places_are_cut_wrongly()
    {
        if (HeldOut() is not { } articles)
        {
            return;
        }

        var tally = Measure(DocumentMaker.NoSignal, (style, n) => new DocumentMaker(articles, Seed(style, n)).Make(style));
        Figures.Print("splitting", $"first hand: {DocumentMaker.NoSignal,-42} {tally} (precision >= 0.8)");
        Assert.True(tally.Precision >= 0.8, $"precision {tally.Precision:F4}");
    }

    private List<CorpusArticle>? HeldOut()
    {
        if (Corpus.Folder(Repository.Root) is not { } folder)
        {
            SharedData.Skipped(output, "the shared corpora (shared/data/dedup) are not beside the repository; nothing was measured");
            return null;
        }

        return [.. Corpus.Read(folder, every: 4).Where(a => a.IsHeldOut)];
    }

    private static void Measure(string maker, IReadOnlyList<string> styles, Func<string, int, GeneratedDocument> make)
    {
        var all = new Tally();
        foreach (var style in styles)
        {
            var tally = Measure(style, make);
            Figures.Print("splitting", $"{maker}: {style,-42} {tally}");
            all.Add(tally);
        }

        Figures.Print("splitting", $"{maker}: {"all styles",-42} {all} (F1 >= 0.97, headlines >= 0.95)");
        Assert.True(all.F1 >= 0.97, $"boundary F1 {all.F1:F4}");
        Assert.True(all.HeadlineAccuracy >= 0.95, $"headline accuracy {all.HeadlineAccuracy:F4}");
        Assert.True(all.TeaserAccuracy >= 0.95, $"teasers told from whole stories {all.TeaserAccuracy:F4}");
    }

    private static Tally Measure(string style, Func<string, int, GeneratedDocument> make)
    {
        var tally = new Tally();
        for (var n = 0; n < (style == "fifty stories" ? 2 : DocumentsOfAStyle); n++)
        {
            var made = make(style, n);
            tally.Count(made, Splitter.Split(made.Text));
        }

        return tally;
    }

    private static int Seed(string style, int n) => (int)(CorpusArticle.StableHash(style) % 100_000) + (n * 7919);
}
