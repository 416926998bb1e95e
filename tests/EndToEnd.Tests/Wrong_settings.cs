using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.EndToEnd.Tests;

public sealed class Wrong_settings : IDisposable
{
    private readonly NewsFolders folders = new();

    public void Dispose() => folders.Dispose();

    [Theory]
    [InlineData("Ingestion", "Ingestion:Inbocks", "x", "Inbocks")]
    [InlineData("Ingestion", "Ingestion:PollInterval", "soon", "Ingestion:PollInterval")]
    [InlineData("Ingestion", "Ingestion:ResumeBelow", "20000", "ResumeBelow")]
    [InlineData("Ingestion", "Ingestion:Work", "/proc/nowhere", "Ingestion:Work")]
    [InlineData("Storage", "Messaging:Transport", "Pigeon", "Messaging:Transport")]
    [InlineData("Storage", "Messaging:RabbitMq", "http://broker", "amqp://")]
    [InlineData("Deduplication", "Mongo:Databse", "news", "Databse")]
    [InlineData("Enrichment", "Messaging:BundleSize", "64", "BundleSize")]
    public async Task A_wrong_setting_ends_the_service_at_start_with_one_line_that_names_it(string service, string key, string value, string named)
    {
        var settings = Settings(service);
        settings[key] = value;
        await using var process = ServiceProcess.Start(service, settings);

        var code = await process.EndAsync(TimeSpan.FromSeconds(30));
        var line = Assert.Single(process.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(78, code);
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains("does not start", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage", "Mongo:ConnectionString")]
    [InlineData("Storage", "Messaging:Transport")]
    [InlineData("Ingestion", "Ingestion:Inbox")]
    public async Task Nothing_is_assumed_where_a_setting_is_missing(string service, string key)
    {
        var settings = Settings(service);
        settings.Remove(key);
        await using var process = ServiceProcess.Start(service, settings);

        var code = await process.EndAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(78, code);
        Assert.Contains(key.Split(':')[1], process.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_broker_and_store_are_named_and_tried_again()
    {
        var settings = Settings("Storage");
        settings["Messaging:RabbitMq"] = "amqp://user:secret@127.0.0.1:1/";
        settings["Mongo:ConnectionString"] = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500";
        await using var process = ServiceProcess.Start("Storage", settings);

        await Eventually.TrueAsync("the store is named twice", () => process.Log.Split("The store does not answer yet").Length > 2);
        await Eventually.TrueAsync("the broker is named", () => process.Log.Contains("127.0.0.1:1/", StringComparison.Ordinal) && process.Log.Contains("Connection Failed", StringComparison.Ordinal));

        Assert.True(process.Running);
        Assert.DoesNotContain("secret", process.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", process.Log, StringComparison.Ordinal);
        Assert.Equal(0, await process.StopAsync());
    }

    private Dictionary<string, string> Settings(string service)
    {
        var settings = service == "Ingestion" ? new Dictionary<string, string>(folders.Settings) : [];
        settings["Messaging:Transport"] = "RabbitMq";
        settings["Messaging:RabbitMq"] = "amqp://user:secret@127.0.0.1:1/";
        settings["Mongo:ConnectionString"] = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=500";
        return settings;
    }
}
