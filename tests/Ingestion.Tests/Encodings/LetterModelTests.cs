using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Encodings;

public sealed class LetterModelTests(ITestOutputHelper output)
{
    [Fact]
    public void The_letter_models_are_what_a_recount_gives()
    {
        if (Surroundings.Data is null)
        {
            SharedData.Skipped(output, "the Universal Declaration of Human Rights is not beside this clone (../shared/data)");
            return;
        }

        using var stream = typeof(LetterModel).Assembly.GetManifestResourceStream("letter-models.txt")!;
        using var reader = new StreamReader(stream);
        var kept = reader.ReadToEnd();
        var counted = LetterModelCounts.Count();
        if (counted != kept)
        {
            var path = Path.Combine(AppContext.BaseDirectory, "letter-models.txt");
            File.WriteAllText(path, counted);
            Assert.Fail($"services/Ingestion/Encodings/letter-models.txt is out of date; the recount is at {path}");
        }
    }
}
