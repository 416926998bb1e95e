using NewsPlatform.Ingestion.Splitting;
using NewsPlatform.Ingestion.Tests.Splitting.Generated;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Splitting;

/// <summary>
/// Documents made of the half of the shared corpora that tuned nothing. The corpora are never part of the tree; where they
/// are absent the tests say so and return.
/// </summary>
public sealed class Stories_joined_from_real_articles_are_found_again(ITestOutputHelper output)
{
    // 26 styles of 30: 780 documents.
    private const int DocumentsOfAStyle = 30;

    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    [Fact]
    public void Boundaries_reach_0_97_and_headlines_0_95_on_articles_that_tuned_nothing()
    {
        if (HeldOut() is not { } articles)
        {
            return;
        }

        var all = new Tally();
        foreach (var style in DocumentMaker.Styles)
        {
            var tally = Measure(style, articles);
            output.WriteLine($"{style,-45} {tally}");
            all.Add(tally);
        }

        output.WriteLine($"{"all styles",-45} {all}");
        Assert.True(all.F1 >= 0.97, $"boundary F1 {all.F1:F4}");
        Assert.True(all.HeadlineAccuracy >= 0.95, $"headline accuracy {all.HeadlineAccuracy:F4}");
        Assert.True(all.TeaserAccuracy >= 0.95, $"teasers told from whole stories {all.TeaserAccuracy:F4}");
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

        var tally = Measure(DocumentMaker.NoSignal, articles);
        output.WriteLine($"{DocumentMaker.NoSignal,-45} {tally}");
        Assert.True(tally.Precision >= 0.8, $"precision {tally.Precision:F4}");
    }

    private List<CorpusArticle>? HeldOut()
    {
        if (Corpus.Folder(Repository.Root) is not { } folder)
        {
            output.WriteLine("SKIPPED: the shared corpora (shared/data/dedup) are not beside the repository; nothing was measured.");
            return null;
        }

        return [.. Corpus.Read(folder, every: 4).Where(a => a.IsHeldOut)];
    }

    private static Tally Measure(string style, IReadOnlyList<CorpusArticle> articles)
    {
        var tally = new Tally();
        for (var n = 0; n < DocumentsOfAStyle; n++)
        {
            var seed = (int)(CorpusArticle.StableHash(style) % 100_000) + (n * 7919);
            var made = new DocumentMaker(articles, seed).Make(style);
            tally.Count(made, Splitter.Split(made.Text));
        }

        return tally;
    }

    private sealed class Tally
    {
        private int _found;
        private int _wrong;
        private int _placed;
        private int _headlines;
        private int _kinds;
        private int _subheads;
        private int _subheadsPlaced;
        private int _related;
        private int _relatedPlaced;

        public double Precision => (double)_found / Math.Max(1, _found + _wrong);

        public double F1 => 2.0 * _found / (_found + _wrong + _placed);

        public double HeadlineAccuracy => (double)_headlines / Math.Max(1, _placed);

        public double TeaserAccuracy => (double)_kinds / Math.Max(1, _found);

        public void Count(GeneratedDocument made, SplitDocument read)
        {
            var byStart = read.Articles.ToDictionary(a => a.Start);
            foreach (var placed in made.Articles)
            {
                _placed++;
                if (!byStart.Remove(placed.Start, out var article))
                {
                    continue;
                }

                _found++;
                _headlines += Same(article.Headline, placed.Headline) ? 1 : 0;
                _kinds += article.Kind == SplitArticle.Teaser == placed.IsTeaser ? 1 : 0;
                _subheads += placed.Subheads.Count(s => article.Subheads.Any(found => Same(found, s)));
                _subheadsPlaced += placed.Subheads.Count;
            }

            _wrong += byStart.Count;
            _related += made.RelatedHeadlines.Count(r => read.RelatedHeadlines.Any(found => Same(found.Text, r)));
            _relatedPlaced += made.RelatedHeadlines.Count;
        }

        public void Add(Tally other)
        {
            _found += other._found;
            _wrong += other._wrong;
            _placed += other._placed;
            _headlines += other._headlines;
            _kinds += other._kinds;
            _subheads += other._subheads;
            _subheadsPlaced += other._subheadsPlaced;
            _related += other._related;
            _relatedPlaced += other._relatedPlaced;
        }

        public override string ToString() =>
            $"F1 {F1:F4} (found {_found} of {_placed}, {_wrong} too many)  headlines {HeadlineAccuracy:F3}  kinds {TeaserAccuracy:F3}"
            + (_subheadsPlaced > 0 ? $"  sub-headings {_subheads}/{_subheadsPlaced}" : string.Empty)
            + (_relatedPlaced > 0 ? $"  mentions {_related}/{_relatedPlaced}" : string.Empty);

        // Runs of spaces and direction marks at the ends are no difference between headlines.
        private static bool Same(string? a, string? b) => Plain(a) == Plain(b);

        private static string? Plain(string? text) => text is null
            ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('\u200F', '\u200E', '\u202A', '\u202B', '\u202C', '\uFEFF', ' ');
    }
}
