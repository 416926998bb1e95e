using NewsPlatform.TestSupport;
using NewsPlatform.TestSupport.Services;

namespace NewsPlatform.Deploy.Tests;

/// <summary>What dashboards, rules and scaling ask for is what the platform tells.</summary>
public sealed class Metrics(MongoFixture mongo, RabbitMqFixture rabbit) : IClassFixture<MongoFixture>, IClassFixture<RabbitMqFixture>
{
    [Fact]
    public void Every_queue_that_is_named_is_one_that_the_code_declares() =>
        Assert.All(PromQl.All.SelectMany(one => PromQl.QueuesOf(one.Expression)), queue => Assert.Contains(queue, Code.Queues));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_metric_that_is_asked_for_is_exported_by_the_services_or_is_the_brokers_own()
    {
        // rabbitmq-server, deps/rabbitmq_prometheus/metrics.md: the names that are used here, in a list.
        var known = (await File.ReadAllLinesAsync(RepositoryRoot.File("deploy", "prometheus", "rabbitmq-metrics.txt")))
            .Where(line => line.Length > 0 && line[0] != '#').Append("up").ToHashSet(StringComparer.Ordinal);
        var asked = PromQl.All.SelectMany(one => PromQl.MetricsOf(one.Expression).Select(name => (Name: name, one.Where)))
            .Where(one => !known.Contains(one.Name))
            .ToLookup(one => one.Name, one => one.Where);
        Assert.NotEmpty(asked);

        await using var otlp = await OtlpReceiver.StartAsync();
        using var folders = new NewsFolders();
        var settings = new Dictionary<string, string>(folders.Settings.Concat(otlp.Settings))
        {
            ["Mongo:ConnectionString"] = mongo.ConnectionString,
            ["Mongo:Database"] = mongo.DatabaseName,
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = rabbit.Uri.ToString(),
        };
        var running = Array.ConvertAll(["Ingestion", "Deduplication", "Enrichment", "Storage"], service => ServiceProcess.Start(service, settings));
        try
        {
            await Task.WhenAll(running.Select(service => service.ReadyAsync()));
            folders.DropSeeds();
            HashSet<string> Missing() => [.. asked.Select(one => one.Key).Except(otlp.Metrics.SelectMany(PrometheusName.Of))];
            try
            {
                await Eventually.TrueAsync("all metrics are exported", () => Missing().Count == 0, TimeSpan.FromMinutes(2));
            }
            catch (TimeoutException)
            {
                Assert.Fail(string.Join('\n', Missing().Select(name => $"{name}, asked for by {string.Join("; ", asked[name])}")));
            }
        }
        finally
        {
            foreach (var service in running)
            {
                await service.DisposeAsync();
            }
        }
    }
}
