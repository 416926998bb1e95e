using NewsPlatform.Cli.Commands;
using NewsPlatform.Cli.Reports;
using NewsPlatform.Cli.Running;

namespace NewsPlatform.Cli.Tests;

public sealed class Asking_services
{
    [Fact]
    public void Health_names_what_is_not_well()
    {
        var health = Health.Read("""{"status":"not ready","checks":{"bus":{"status":"ready"},"store":{"status":"not ready","description":"gone"}}}""");

        Assert.Equal(new Health("not ready", "store: gone"), health);
        Assert.False(health.Works);
    }

    [Fact]
    public void A_service_that_pauses_works()
    {
        var health = Health.Read("""{"status":"degraded","checks":{"inbox":{"status":"degraded","description":"claiming pauses: the disk is nearly full"}}}""");

        Assert.True(health.Works);
        Assert.Equal("inbox: claiming pauses: the disk is nearly full", health.Detail);
    }

    [Fact]
    public void A_service_that_looks_for_its_broker_does_not_work_yet() =>
        Assert.False(Health.Read("""{"status":"degraded","checks":{"masstransit-bus":{"status":"degraded","description":"endpoints"},"inbox":{"status":"degraded"}}}""").Works);

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"other":1}""")]
    [InlineData("[]")]
    public void Something_else_on_the_port_is_no_answer(string reply) => Assert.False(Health.Read(reply).Works);

    [Fact]
    public void Queues_are_read_from_the_broker_s_answer()
    {
        var queues = Queues.Read("""
            [{"name":"storage-articles-enriched","messages_ready":5,"messages_unacknowledged":2,"consumers":1},
             {"name":"storage-articles-enriched_error","messages_ready":3,"messages_unacknowledged":0,"consumers":0},
             {"name":"ingestion-quarantine"}]
            """);

        Assert.Equal(["ingestion-quarantine", "storage-articles-enriched", "storage-articles-enriched_error"], queues.Select(queue => queue.Name));
        Assert.Equal([0, null, 3], queues.Select(queue => queue.Articles));
    }

    [Theory]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7260, "2 h 1 min")]
    [InlineData(200000, "2 d 7 h")]
    public void Times_read_as_people_say_them(long seconds, string text) => Assert.Equal(text, StatusCommand.Span(seconds));
}
