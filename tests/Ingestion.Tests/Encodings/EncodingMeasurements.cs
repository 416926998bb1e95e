using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Encodings;

/// <summary>How often the letters alone give the right code page, over real articles that are not part of the tree.</summary>
public sealed class EncodingMeasurements(ITestOutputHelper output)
{
    private const int Characters = 200;
    private const int Slices = 1000;

    [Theory]
    [InlineData("ant", 1256)]
    [InlineData("ant", 28596)]
    [InlineData("saudi", 1256)]
    [InlineData("saudi", 28596)]
    public void Undeclared_Arabic_of_two_hundred_characters_is_right_in_999_of_1000_slices(string corpus, int codePage)
    {
        if (Surroundings.Data is null)
        {
            SharedData.Skipped(output, "the corpora are not beside this clone (../shared/data)");
            return;
        }

        // Anywhere in an article, mostly in the middle of a word: poems, scripture, lists of results and all.
        var random = new Random(codePage);
        var bodies = Bodies(corpus).ToList();
        var encoding = Encoding.GetEncoding(EncodingLabels.Of(codePage).CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        int wrong = 0, doubtful = 0;
        for (var i = 0; i < Slices; i++)
        {
            var body = bodies[random.Next(bodies.Count)];
            var at = random.Next(body.Length - Characters + 1);
            var bytes = encoding.GetBytes(body.Substring(at, Characters));
            var found = EncodingDetector.Detect(bytes);
            if (EncodingLabels.Of(found.Encoding.CodePage).GetString(bytes) != encoding.GetString(bytes))
            {
                wrong++;
                output.WriteLine($"{found.Name} {found.Confidence} {(found.Doubtful ? "doubtful" : "")}: {body.Substring(at, 60)}");
            }

            doubtful += found.Doubtful ? 1 : 0;
        }

        Figures.Print("encodings", $"undeclared {encoding.WebName}, {Characters} characters anywhere in {corpus}: {Slices - wrong} of {Slices} right, {doubtful} called doubtful");
        Assert.True(wrong <= Slices / 1000, $"{wrong} of {Slices} wrong");
    }

    [Fact]
    public void Two_hundred_characters_of_Chinese_Japanese_and_Korean_are_right_in_their_own_code_pages()
    {
        if (Surroundings.Data is null)
        {
            SharedData.Skipped(output, "the Universal Declaration of Human Rights is not beside this clone (../shared/data)");
            return;
        }

        int tried = 0, wrong = 0;
        foreach (var (codes, pages) in new (string, int[])[] { ("jpn", [932, 51932]), ("kor", [949, 51949]), ("cmn_hans", [936, 54936]), ("cmn_hant", [950]) })
        {
            var text = LetterModelCounts.Declaration(codes) ?? throw new InvalidOperationException($"no declaration in {codes}");
            foreach (var page in pages)
            {
                var encoding = Encoding.GetEncoding(EncodingLabels.Of(page).CodePage, new EncoderReplacementFallback(""), DecoderFallback.ReplacementFallback);
                for (var at = 0; at + Characters <= text.Length; at += Characters)
                {
                    var bytes = encoding.GetBytes(text.Substring(at, Characters));
                    var found = EncodingDetector.Detect(bytes);
                    tried++;
                    if (found.Encoding.GetString(bytes) != encoding.GetString(bytes))
                    {
                        wrong++;
                        output.WriteLine($"{found.Name} {found.Confidence} for {encoding.WebName}: {text.Substring(at, 40)}");
                    }
                }
            }
        }

        Figures.Print("encodings", $"undeclared shift_jis, euc-jp, euc-kr, gb18030, big5, {Characters} characters: {tried - wrong} of {tried} right");
        Assert.True(wrong * 100 <= tried, $"{wrong} of {tried} wrong");
    }

    [Fact]
    public void Every_language_of_the_declaration_is_right_in_its_own_code_pages()
    {
        if (Surroundings.Data is null)
        {
            SharedData.Skipped(output, "the Universal Declaration of Human Rights is not beside this clone (../shared/data)");
            return;
        }

        int all = 0, wrong = 0;
        foreach (var (language, text) in LetterModelCounts.Texts())
        {
            foreach (var codePage in LetterModelCounts.PagesOf(language))
            {
                var encoding = EncodingLabels.Of(codePage);
                int tried = 0, missed = 0;
                var misses = new Dictionary<string, int>();
                for (var at = 0; at + 400 < text.Length; at += 400)
                {
                    var piece = text.Substring(at, 400);
                    var bytes = encoding.GetBytes(piece);
                    if (bytes.Count(value => value >= 0x80) < 8)
                    {
                        continue;
                    }

                    tried++;
                    var found = EncodingDetector.Detect(bytes);
                    if (found.Encoding.GetString(bytes) != encoding.GetString(bytes))
                    {
                        missed++;
                        misses[found.Name] = misses.GetValueOrDefault(found.Name) + 1;
                    }
                }

                all += tried;
                wrong += missed;
                output.WriteLine($"{language} {encoding.WebName}: {tried} tried, {missed} wrong {string.Join(", ", misses)}");
            }
        }

        Figures.Print("encodings", $"undeclared single-byte pages of 36 languages, 400 characters: {all - wrong} of {all} right");
        Assert.True(wrong <= 10, $"{wrong} wrong");
    }

    private static IEnumerable<string> Bodies(string corpus)
    {
        using var reader = new StreamReader(new GZipStream(
            File.OpenRead(Path.Combine(Surroundings.Data!, "dedup", "ar-corpora", corpus + ".jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var article = JsonDocument.Parse(line);
            var body = article.RootElement.GetProperty("body").GetString()!;
            if (body.Length >= Characters)
            {
                yield return body;
            }
        }
    }
}
