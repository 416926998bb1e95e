using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class The_seeds_are_read_as_expected
{
    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    public static TheoryData<string> Files()
    {
        var data = new TheoryData<string>();
        foreach (var document in Expected().GetProperty("documents").EnumerateArray())
        {
            data.Add(document.GetProperty("file").GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_article_has_its_kind_headline_paragraphs_and_range(string file)
    {
        var (expected, seed, read) = Read(file);
        var articles = expected.GetProperty("articles").EnumerateArray().ToList();
        Assert.Equal(articles.Count, read.Articles.Count);
        foreach (var (article, found) in articles.Zip(read.Articles))
        {
            Assert.Equal(article.GetProperty("kind").GetString(), found.Kind);
            Assert.Equal(article.GetProperty("headline").GetString(), found.Headline);
            Assert.Equal(article.GetProperty("paragraphs").GetInt32(), found.Paragraphs.Count);
            Assert.StartsWith(article.GetProperty("bodyStartsWith").GetString()!, found.Text, StringComparison.Ordinal);
            Assert.EndsWith(article.GetProperty("bodyEndsWith").GetString()!, found.Text, StringComparison.Ordinal);

            var body = Lines(article, "bodyLines");
            Assert.Equal(seed.StartOf(article.GetProperty("headlineLine") is { ValueKind: JsonValueKind.Number } line ? line.GetInt32() : body[0]), found.Start);
            var credits = Lines(article, "creditLines");
            Assert.Equal(seed.EndOf(credits.Append(body[1]).Max()), found.End);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_line_is_what_it_is_marked_as(string file)
    {
        var (expected, seed, read) = Read(file);
        foreach (var (article, found) in expected.GetProperty("articles").EnumerateArray().Zip(read.Articles))
        {
            Assert.Equal(Lines(article, "subheadLines").Select(seed.Line), found.Subheads);
            Assert.Equal(Lines(article, "creditLines").Select(seed.Line), found.Credits);
            Assert.Equal(Lines(article, "repeatedHeadlineLines").Count, found.RepeatedHeadlineLines);
            foreach (var line in Lines(article, "repeatedHeadlineLines"))
            {
                Assert.Equal(SegmentKind.RepeatedHeadline, seed.KindOf(line, read));
            }

            if (article.TryGetProperty("dateline", out var dateline))
            {
                Assert.Equal(dateline.GetProperty("place").GetString(), found.Dateline?.Place);
                Assert.Equal(dateline.GetProperty("agency").GetString(), found.Dateline?.Agency);
            }
            else
            {
                Assert.Null(found.Dateline);
            }
        }

        var related = Lines(expected, "relatedHeadlineLines");
        Assert.Equal(related.Select(line => seed.Line(line).TrimStart('•', ' ')), read.RelatedHeadlines.Select(r => r.Text));
        var repeated = expected.TryGetProperty("repeatedRelatedHeadlineLines", out _) ? Lines(expected, "repeatedRelatedHeadlineLines") : [];
        Assert.Equal(repeated.Select(seed.Line), read.RelatedHeadlines.Where(r => r.RepeatsArticle).Select(r => seed.Text[r.Start..r.End]));
        foreach (var line in Lines(expected, "separators"))
        {
            Assert.Contains(seed.KindOf(line, read), new[] { SegmentKind.Separator, SegmentKind.Marker });
        }
    }

    [Fact]
    public void The_totals_are_eleven_articles_ten_related_headlines_and_eight_repeated_lines()
    {
        var totals = Expected().GetProperty("totals");
        var reads = Expected().GetProperty("documents").EnumerateArray().Select(d => Read(d.GetProperty("file").GetString()!).Read).ToList();
        var articles = reads.SelectMany(r => r.Articles).ToList();
        var related = reads.SelectMany(r => r.RelatedHeadlines).ToList();
        Assert.Equal(totals.GetProperty("articles").GetInt32(), articles.Count);
        Assert.Equal(totals.GetProperty("full").GetInt32(), articles.Count(a => a.Kind == SplitArticle.Full));
        Assert.Equal(totals.GetProperty("teasers").GetInt32(), articles.Count(a => a.Kind == SplitArticle.Teaser));
        Assert.Equal(totals.GetProperty("relatedHeadlines").GetInt32(), related.Count);
        Assert.Equal(
            totals.GetProperty("repeatedHeadlineLines").GetInt32(),
            articles.Sum(a => a.RepeatedHeadlineLines) + related.Count(r => r.RepeatsArticle));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_line_of_a_body_is_in_the_text(string file)
    {
        var (expected, seed, read) = Read(file);
        foreach (var (article, found) in expected.GetProperty("articles").EnumerateArray().Zip(read.Articles))
        {
            var body = Lines(article, "bodyLines");
            var lines = Enumerable.Range(body[0], body[1] - body[0] + 1).Select(seed.Line).Where(line => line.Length > 0);
            Assert.Equal(string.Join("\n\n", lines), found.Text);
        }
    }

    [Fact]
    public void Contributors_and_the_link_of_a_trailer_are_found()
    {
        var article = Read("004_b92d601d0772daf4.txt").Read.Articles[0];
        Assert.Equal("https://apnews.com/hub/russia-ukraine", article.Link);
        Assert.Equal(4, article.Contributors.Count);
        Assert.Equal("جون ليستر في باريس", article.Contributors[0]);
        Assert.Equal("AP", article.Dateline?.AgencyName);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Byte_ranges_cut_the_same_text_out_of_the_file(string file)
    {
        var (_, seed, read) = Read(file);
        var bytes = File.ReadAllBytes(Repository.Seed(file));
        foreach (var article in read.Articles)
        {
            var range = ByteRanges.Of(bytes, Encoding.UTF8, 0, [article.Start, article.End]);
            Assert.Equal(seed.Text[article.Start..article.End], Encoding.UTF8.GetString(bytes.AsSpan((int)range[0], (int)(range[1] - range[0]))));
        }
    }

    private static JsonElement Expected()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Seed("seeds.expected.json")));
        return json.RootElement.Clone();
    }

    private static (JsonElement Expected, SeedText Seed, SplitDocument Read) Read(string file)
    {
        var text = File.ReadAllText(Repository.Seed(file));
        var document = Expected().GetProperty("documents").EnumerateArray().Single(d => d.GetProperty("file").GetString() == file);
        return (document, new SeedText(text), Splitter.Split(text));
    }

    private static List<int> Lines(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(e => e.GetInt32()).ToList();

    /// <summary>A seed by its lines, counted from 1.</summary>
    private sealed class SeedText(string text)
    {
        private readonly string[] _lines = text.Split('\n');

        public string Text => text;

        public string Line(int line) => _lines[line - 1].Trim();

        public int StartOf(int line)
        {
            var start = _lines.Take(line - 1).Sum(l => l.Length + 1);
            return start + _lines[line - 1].Length - _lines[line - 1].TrimStart().Length;
        }

        public int EndOf(int line) => _lines.Take(line - 1).Sum(l => l.Length + 1) + _lines[line - 1].TrimEnd().Length;

        public SegmentKind KindOf(int line, SplitDocument read)
        {
            var start = StartOf(line);
            return read.Segments.Single(s => s.Start <= start && start < s.End).Kind;
        }
    }
}
