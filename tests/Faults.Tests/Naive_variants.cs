using System.Text;
using System.Text.Json;
using NewsPlatform.Faults.Tests.Checking;
using NewsPlatform.Faults.Tests.Naive;
using NewsPlatform.Faults.Tests.Running;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Faults.Tests;

/// <summary>The attacks and the checker are strong enough: pipelines with a bad habit fail under them.</summary>
public sealed class Naive_variants
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(nameof(NaiveHabit.BareWatcher), 1_000, 0, "still lies in the inbox")]
    [InlineData(nameof(NaiveHabit.StoreThenMove), 100, 20, "is stored twice")]
    [InlineData(nameof(NaiveHabit.SeenThenAck), 100, 20, "is not in the ledger")]
    public async Task Fail_their_campaign(string habit, int files, int deaths, string violation)
    {
        var report = await RunAsync(Enum.Parse<NaiveHabit>(habit), files, deaths);

        Figures.Print("campaign", $"naive variant {habit}, {files} files, {deaths} deaths: {report.Violations.Count} violations, as it should");
        Assert.Contains(report.Violations, sentence => sentence.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_same_pipeline_without_the_habit_passes()
    {
        var report = await RunAsync(NaiveHabit.None, 100, 20);

        Assert.Empty(report.Violations);
    }

    private static async Task<CheckReport> RunAsync(NaiveHabit habit, int files, int deaths)
    {
        var surroundings = await Surroundings.SharedAsync();
        var name = Surroundings.NextName();
        await surroundings.Broker.MakeVirtualHostAsync(name);
        using var folders = new NewsFolders();
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = surroundings.Store.ConnectionString, Database = name });
        var dropped = Enumerable.Range(0, files).Select(number => (Name: $"{number}.txt", Text: Texts.Story(number))).ToList();
        await new NaivePipeline(folders, database, habit, new Random(files)).RunAsync(files, number => folders.Drop(dropped[number].Name, dropped[number].Text), deaths);
        var manifest = Path.Combine(folders.Inbox, "..", "manifest.jsonl");
        await File.WriteAllLinesAsync(
            manifest,
            dropped.Select(file => JsonSerializer.Serialize(DroppedFile.Of(file.Name, Encoding.UTF8.GetBytes(file.Text)), CheckJson.Default.DroppedFile)));
        return await CheckCommand.StartAsync(folders, manifest, surroundings, name);
    }
}
