using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Encodings;

/// <summary>How often the letters alone give the right code page, over real articles that are not part of the tree.</summary>
public sealed class EncodingMeasurements(ITestOutputHelper output)
{
    private const int Characters = 200;
    private const int Articles = 1500;

    [Theory]
    [InlineData("ant", 1256)]
    [InlineData("ant", 28596)]
    [InlineData("saudi", 1256)]
    [InlineData("saudi", 28596)]
    public void Undeclared_Arabic_of_two_hundred_characters_is_right_in_999_of_1000_articles(string corpus, int codePage)
    {
        if (Surroundings.Data is null)
        {
            output.WriteLine("SKIPPED: the corpora are not beside this clone (../shared/data).");
            return;
        }

        var encoding = Encoding.GetEncoding(EncodingLabels.Of(codePage).CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        int tried = 0, wrong = 0, doubtful = 0;
        foreach (var text in Bodies(corpus).Take(Articles))
        {
            tried++;
            var bytes = encoding.GetBytes(text[..Characters]);
            var found = EncodingDetector.Detect(bytes);
            if (EncodingLabels.Of(found.Encoding.CodePage).GetString(bytes) != encoding.GetString(bytes))
            {
                wrong++;
                output.WriteLine($"{found.Name} {found.Confidence} {(found.Doubtful ? "doubtful" : "")}: {text[..60]}");
            }

            doubtful += found.Doubtful ? 1 : 0;
        }

        output.WriteLine($"{corpus} {encoding.WebName}: {tried} tried, {wrong} wrong, {doubtful} called doubtful");
        Assert.True(wrong <= tried / 1000, $"{wrong} of {tried} wrong");
    }

    [Fact]
    public void Every_language_of_the_declaration_is_right_in_its_own_code_pages()
    {
        if (Surroundings.Data is null)
        {
            output.WriteLine("SKIPPED: the Universal Declaration of Human Rights is not beside this clone (../shared/data).");
            return;
        }

        var wrong = 0;
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

                wrong += missed;
                output.WriteLine($"{language} {encoding.WebName}: {tried} tried, {missed} wrong {string.Join(", ", misses)}");
            }
        }

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
