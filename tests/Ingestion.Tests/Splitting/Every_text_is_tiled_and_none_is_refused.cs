using System.Text;
using NewsPlatform.Ingestion.Splitting;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Splitting;

public sealed class Every_text_is_tiled_and_none_is_refused(ITestOutputHelper output)
{
    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    private static readonly string[] Pieces =
    [
        "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\f", "\v", "\u2028", "\u2029", " ", "\t", "\u00A0", "\uFEFF", "\u200F", "\u202C", "\u200B", "\0",
        "---\n", "***\n", "###\n", "__\n", "ـــ\n", "• ", "- ", "1- ", "* ", "اقرأ أيضا:\n", "قراءة المزيد\n", "مقالات مشابهة\n", "Read more\n",
        "Related: something else happened\n", "المصدر: رويترز\n", "(AFP)\n", "By Jane Doe\n", "Thursday, 28 September 2023\n", "باريس (AP) – ",
        "عنوان قصير للخبر\n", "عنوان قصير للخبر\n", "A headline about something\n", "قال الوزير إن الأمر انتهى، وأضاف أن ما جرى كان متوقعا منذ أسابيع.",
        "The minister said on Monday that the matter was closed and that nothing more would be said about it.", "انتهى\n", "-30-\n", "ص>", ":", "...", "…",
        "\"", "«", "»", "(", ")", "[…]", "https://example.com/a", "@name", "©", "؛", ";", "😀", "\uD83D", "\uDE00", "中文新闻标题", "é", "٣", "ß",
        "تابع تغطية وكالة على https://example.com\n", "Follow us on x\n", "Photo: someone (Reuters)\n", "ساهم في هذا التقرير فلان\n",
    ];

    [Fact]
    public void Any_string_made_of_what_news_files_hold_is_tiled()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (var n = random.Next(0, 60); n > 0; n--)
            {
                text.Append(Pieces[random.Next(Pieces.Length)]);
            }

            Check(text.ToString(), $"seed {seed}");
        }
    }

    [Fact]
    public void Any_characters_at_all_are_tiled()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var text = new char[random.Next(0, 300)];
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = random.Next(4) switch { 0 => (char)random.Next(0x20), 1 => (char)random.Next(0x600, 0x700), 2 => (char)random.Next(0x7F), _ => (char)random.Next(0x10000) };
            }

            Check(new string(text), $"seed {seed}");
        }
    }

    [Fact]
    public void Any_bytes_decoded_by_any_encoding_are_tiled_and_mapped_back_to_bytes()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding[] encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.GetEncoding(1256), Encoding.GetEncoding(28596), Encoding.Latin1];
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i += 7)
            {
                bytes[i] = (byte)'\n';
            }

            var encoding = encodings[seed % encodings.Length];
            var document = Check(encoding.GetString(bytes), $"seed {seed}, {encoding.WebName}");
            var offsets = document.Segments.SelectMany(s => new[] { s.Start, s.End }).ToList();
            var mapped = ByteRanges.Of(bytes, encoding, 0, offsets);
            Assert.True(mapped.Zip(mapped.Skip(1)).All(pair => pair.First <= pair.Second));
            if (offsets.Count > 0)
            {
                Assert.Equal(0, mapped[0]);
                Assert.Equal(bytes.Length, mapped[^1]);
            }
        }
    }

    [Fact]
    public void The_seeds_cut_and_shuffled_by_lines_are_tiled()
    {
        var lines = Directory.GetFiles(Path.Combine(Repository.Root, "seeds"), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(f => File.ReadAllText(f).Split('\n')).ToArray();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var chosen = Enumerable.Range(0, random.Next(1, 60)).Select(_ => lines[random.Next(lines.Length)]);
            Check(string.Join(random.Next(2) == 0 ? "\n" : "\r\n\r\n", chosen), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("a\n", 150_000)]
    [InlineData("a b c\na b c\n\nd e f g h i j k l\n\n", 40_000)]
    [InlineData("---\n", 150_000)]
    [InlineData("اقرأ أيضا\nعنوان آخر طويل قليلا\n", 60_000)]
    [InlineData("• item one two three\n", 150_000)]
    [InlineData("المصدر: رويترز\n", 150_000)]
    [InlineData("؟\n", 150_000)]
    [InlineData("كلمة أخرى ", 500_000)]
    [InlineData("\n", 2_000_000)]
    [InlineData("(", 500_000)]
    [InlineData("ساهم في هذا؛ ", 200_000)]
    [InlineData("x\r", 150_000)]
    [InlineData("中", 500_000)]
    [InlineData("this line is about seventy two characters wide and then it breaks here ok\n", 30_000)]
    public void Lines_that_repeat_without_end_take_no_more_weighing_than_the_limit(string unit, int times)
    {
        var text = string.Concat(Enumerable.Repeat(unit, times));
        var budget = new WeighingBudget(TextSplitter.MostWeighed);
        var document = Splitter.Split(text, null, budget);
        AssertTiles(text, document, unit);
        Assert.InRange(budget.Taken, 0, TextSplitter.MostWeighed);
        output.WriteLine($"{text.Length} characters, {document.Articles.Count} articles, {budget.Taken} places weighed, notes: {string.Join(", ", document.Notes)}");
    }

    [Fact]
    public void Twice_the_text_takes_twice_the_weighing_and_no_more()
    {
        int Weighings(int stories)
        {
            var text = new StringBuilder();
            for (var i = 0; i < stories; i++)
            {
                text.Append("Mayor of town ").Append(i).Append(" opens bridge ").Append(i * 7 % 1009).Append("\n\nThe mayor of town ").Append(i)
                    .Append(" opened the bridge on Monday and said that it would be used by ").Append(i * 31).Append(" people.\n\nHe added that more would follow.\n\n");
            }

            var budget = new WeighingBudget(TextSplitter.MostWeighed);
            AssertTiles(text.ToString(), Splitter.Split(text.ToString(), null, budget), "stories");
            return budget.Taken;
        }

        var (once, twice) = (Weighings(2000), Weighings(4000));
        Assert.InRange(twice, once, (once * 2) + 100);
    }

    [Fact]
    public void A_text_longer_than_one_stretch_keeps_its_stories_whole_where_the_stretches_meet()
    {
        const int stories = 30_000;
        var text = new StringBuilder();
        for (var i = 0; i < stories; i++)
        {
            text.Append("Headline of story ").Append(i).Append("\nHeadline of story ").Append(i)
                .Append("\n\nOn Monday the story ").Append(i).Append(" happened in town ").Append(i % 977).Append(" and nobody was hurt.\n\nPolice said that they would look into it soon.\n\n");
        }

        var document = Splitter.Split(text.ToString());
        AssertTiles(text.ToString(), document, "stories");
        Assert.Equal(stories, document.Articles.Count);
        Assert.All(document.Articles, a => Assert.Equal(2, a.Paragraphs.Count));
    }

    private static SplitDocument Check(string text, string what)
    {
        var document = Splitter.Split(text);
        AssertTiles(text, document, what);
        var again = Splitter.Split(text);
        Assert.Equal(document.Segments, again.Segments);
        Assert.Equal(document.Articles.Select(a => (a.Kind, a.Headline, a.Text, a.Confidence)), again.Articles.Select(a => (a.Kind, a.Headline, a.Text, a.Confidence)));
        Check(SplittingProfiles.Lines, text, what);
        Check(SplittingProfiles.One, text, what);
        return document;
    }

    private static void Check(SplittingProfile profile, string text, string what) => AssertTiles(text, Splitter.Split(text, profile), what);

    private static void AssertTiles(string text, SplitDocument document, string what)
    {
        var at = 0;
        foreach (var segment in document.Segments)
        {
            Assert.True(segment.Start == at && segment.End > at, $"{what}: a hole or an overlap at {at}");
            at = segment.End;
        }

        Assert.True(at == text.Length, $"{what}: {at} of {text.Length} characters are in segments");
        var end = 0;
        for (var i = 0; i < document.Articles.Count; i++)
        {
            var article = document.Articles[i];
            Assert.True(article.Start >= end && article.End > article.Start, $"{what}: article {i} is out of order");
            Assert.InRange(article.Confidence, 0, 1);
            Assert.NotEmpty(article.Kind);
            end = article.End;
        }

        // The segments of an article are its range, no more and no less.
        foreach (var group in document.Segments.Where(s => s.Article is not null).GroupBy(s => s.Article!.Value))
        {
            var article = document.Articles[group.Key];
            Assert.True(group.Min(s => s.Start) == article.Start && group.Max(s => s.End) == article.End, $"{what}: article {group.Key} is not its segments");
            Assert.Equal(article.End - article.Start, group.Sum(s => s.End - s.Start));
        }
    }

    private static class SplittingProfiles
    {
        public static readonly SplittingProfile Lines = new() { SeparatorPattern = "^[-*#_]{2,}$" };
        public static readonly SplittingProfile One = new() { OneArticlePerFile = true };
    }
}
