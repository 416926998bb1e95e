using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NewsPlatform.Messaging.Tests.Heartbeats;
using NewsPlatform.Mongo;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Messaging.Tests.Deadly;

public sealed class Letters_that_end_processes(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private const int Bundles = 12;
    private const int BundleSize = 8;
    private const int MostEnds = 3;
    private static readonly string[] Deadly = ["exit-1", "overflow-1", "loop-1"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Each_ends_three_at_most_and_is_parked_with_its_reason_and_all_others_are_worked_on()
    {
        await using var store = await EmbeddedMongo.StartAsync();
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = store.ConnectionString, Database = "deadly" });
        var (host, broker) = await rabbit.NewVirtualHostAsync();
        await using var feeder = await OneService.StartAsync("feeder", broker: broker, withStage: false);
        using var stop = new CancellationTokenSource();
        var keeping = KeepRunningAsync(broker, store.ConnectionString, stop.Token);
        try
        {
            // An innocent for every place that no deadly one takes; one that only takes all memory is caught in the act.
            string[] deadly = [.. Deadly, "memory-1"];
            var letters = Enumerable.Range(0, Bundles * BundleSize).Select(number => number % 25 == 7 ? deadly[number / 25] : $"letter-{number}").ToList();
            foreach (var bundle in letters.Chunk(BundleSize))
            {
                await PublishAsync(feeder, bundle);
            }

            var innocents = letters.Count - deadly.Length;
            await Eventually.TrueAsync(
                "all innocents are worked on", async () => await database.CountAsync(DeadlyStage.Worked, new JsonObject(), default) == innocents, Patience);
            IReadOnlyDictionary<string, string> parked = new Dictionary<string, string>();
            await Eventually.TrueAsync("all others are parked", async () => (parked = await ParkedAsync(host)).Count >= deadly.Length, Patience);
            await stop.CancelAsync();
            var codes = await keeping;

            Assert.Equal(deadly.Order(), parked.Keys.Order());
            Assert.All(Deadly, letter => Assert.Equal("Work on it began 2 times and never ended: each time the process did.", parked[letter]));
            Figures.Print("deadly articles", $"{letters.Count} in bundles of {BundleSize}, {Deadly.Length} of them end every process: {codes.Count} processes ended (<= {MostEnds * Deadly.Length}; codes {string.Join(' ', codes)}), {innocents} innocents worked on, none parked");
            Assert.InRange(codes.Count, 1, MostEnds * Deadly.Length);
        }
        finally
        {
            await stop.CancelAsync();
            await keeping;
        }
    }

    /// <summary>As an orchestrator does: what ends is started again.</summary>
    /// <returns>The exit codes of those that ended by themselves.</returns>
    private static async Task<IReadOnlyList<int>> KeepRunningAsync(Uri broker, string store, CancellationToken cancellationToken)
    {
        var codes = new List<int>();
        while (!cancellationToken.IsCancellationRequested)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(DeadlyStage).Assembly.Location, broker.ToString(), store])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // 256 MB, so that what takes all memory does not take the machine's.
            start.Environment["DOTNET_GCHeapHardLimit"] = "10000000";
            start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await process.WaitForExitAsync(cancellationToken);
                codes.Add(process.ExitCode);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        return codes;
    }

    private static async Task PublishAsync(OneService service, string[] letters)
    {
        while (true)
        {
            try
            {
                await service.Outgoing.PublishAsync(new Letters { Articles = letters }, letters.Length, CancellationToken.None);
                return;
            }
            catch (NotPublishedException)
            {
                // The stage has not started yet.
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    /// <returns>The parked letters with their reasons.</returns>
    private async Task<IReadOnlyDictionary<string, string>> ParkedAsync(string host)
    {
        using var answer = await rabbit.Management.PostAsJsonAsync(
            new Uri($"api/queues/{host}/{DeadlyStage.Queue}_error/get", UriKind.Relative), new { count = 100, ackmode = "ack_requeue_true", encoding = "auto" });
        if (!answer.IsSuccessStatusCode)
        {
            return new Dictionary<string, string>();
        }

        // One may lie there twice: it was sent on its way alone, and the process ended before its bundle was acknowledged.
        return (await answer.Content.ReadFromJsonAsync<JsonArray>())!
            .Select(message => (
                Letter: JsonNode.Parse(message!["payload"]!.GetValue<string>())!["message"]!["articles"]![0]!.GetValue<string>(),
                Reason: message!["properties"]!["headers"]!["MT-Fault-Message"]!.GetValue<string>()))
            .DistinctBy(parked => parked.Letter)
            .ToDictionary(parked => parked.Letter, parked => parked.Reason);
    }
}
