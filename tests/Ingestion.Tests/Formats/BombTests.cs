using System.Globalization;
using NewsPlatform.Ingestion.Formats;
using Xunit.Abstractions;

namespace NewsPlatform.Ingestion.Tests.Formats;

[Collection(Measured.Name)]
public sealed class BombTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(2);

    private const long BearableBytes = 256 << 20;

    public static TheoryData<string> Names() => [.. Bombs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_bomb_takes_over_two_seconds_or_256_megabytes(string name)
    {
        var (make, fileName, refused) = Bombs.All[name];
        using var stream = make();
        var cost = Measured.Read(() => Reads.Reader.Read(stream, fileName, ReadingLimits.Default, CancellationToken.None));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {cost.Processor.TotalMilliseconds:0} ms, {cost.PeakBytes >> 20} MB, {cost.Result.Format}, refused {cost.Result.Refused ?? "not"}, {cost.Articles} articles, {cost.Result.RejectedCount} rejected. {cost.Result.RefusedBecause}"));
        Assert.True(cost.Processor <= Bearable, $"{cost.Processor.TotalMilliseconds:0} ms");
        Assert.True(cost.PeakBytes <= BearableBytes, $"{cost.PeakBytes >> 20} MB");
        Assert.False(cost.Result.Refused == RefusalReason.Unreadable, cost.Result.RefusedBecause);
        if (refused)
        {
            Assert.NotNull(cost.Result.Refused);
            Assert.NotEmpty(cost.Result.RefusedBecause!);
        }
    }
}
