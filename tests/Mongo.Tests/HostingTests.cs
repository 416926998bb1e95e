using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Mongo.Tests;

public sealed class HostingTests(MongoFixture mongo) : IClassFixture<MongoFixture>
{
    [Theory]
    [InlineData("Mongo:ConnectionSting", "mongodb://127.0.0.1", "ConnectionSting")]
    [InlineData("Mongo:Database", "", "Database")]
    [InlineData("Mongo:Database", "a/b", "Database")]
    [InlineData("Mongo:Connections", "0", "Connections")]
    [InlineData("Mongo:Connections", "many", "Connections")]
    [InlineData("Mongo:CommandTimeout", "00:20:00", "CommandTimeout")]
    [InlineData("Mongo:ConnectionString", "", "ConnectionString")]
    [InlineData("Mongo:ConnectionString", "localhost:27017", "ConnectionString")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        await using var app = App((key, value));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_tells_whether_the_store_answers()
    {
        await using var here = App();
        await using var gone = App(("Mongo:ConnectionString", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300"));

        var health = await Task.WhenAll(CheckAsync(here), CheckAsync(gone));

        Assert.Equal([HealthStatus.Healthy, HealthStatus.Unhealthy], health);

        static async Task<HealthStatus> CheckAsync(IHost app) => (await app.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "store" && check.Tags.Contains("ready"))).Status;
    }

    [Fact]
    public async Task A_span_names_command_and_collection_and_holds_no_document()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "NewsPlatform.Mongo",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await mongo.Database.InsertAsync("watched", [new Story { Id = "a", Title = "confidential" }], default);

        var span = Assert.Single(spans, span => span.DisplayName == "insert watched");
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("mongodb", span.GetTagItem("db.system.name"));
        Assert.Equal("watched", span.GetTagItem("db.collection.name"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("confidential", StringComparison.Ordinal));
    }

    private WebApplication App(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Mongo:ConnectionString"] = mongo.ConnectionString;
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddMongo();
        return builder.Build();
    }
}
