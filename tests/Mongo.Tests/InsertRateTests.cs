using System.Diagnostics;
using NewsPlatform.TestSupport;
using Xunit.Abstractions;

namespace NewsPlatform.Mongo.Tests;

/// <summary>
/// Tells how fast this machine inserts; the figures in shared/Mongo/README.md come from here
/// (<c>dotnet test tests/Mongo.Tests --filter InsertRate --logger "console;verbosity=detailed"</c>).
/// </summary>
public sealed class InsertRateTests(MongoFixture mongo, ITestOutputHelper output) : IClassFixture<MongoFixture>
{
    // About 4 KB in UTF-8, the size of a wire story in the evaluation data.
    private static readonly string Text = string.Concat(Enumerable.Repeat("أعلنت وزارة الخارجية اليوم أن المباحثات ", 55));

    [Theory]
    [InlineData(1, 300)]
    [InlineData(32, 3_200)]
    [InlineData(500, 10_000)]
    public async Task Everything_inserted_side_by_side_is_there(int batch, int documents)
    {
        var collection = $"rate{batch}";
        foreach (var callers in new[] { 1, 4 })
        {
            var started = Stopwatch.GetTimestamp();
            var inserted = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                var written = 0;
                for (var from = 0; from < documents / callers; from += batch)
                {
                    var stories = Enumerable.Range(from, batch)
                        .Select(i => new Story { Id = $"{callers}-{caller}-{i}", Title = Text, Views = i })
                        .ToList();
                    written += (await mongo.Database.InsertAsync(collection, stories, default)).Inserted;
                }

                return written;
            })));
            output.WriteLine(
                $"batch {batch}, {callers} at once: {inserted.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds:0} documents a second");
            Assert.True(inserted.Sum() >= documents);
        }
    }
}
