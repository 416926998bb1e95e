using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NewsPlatform.Mongo;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// One process of the null pipeline: takes a message of its hop, does nothing, sends one of the next hop's bytes. Raw
/// RabbitMQ.Client as its manual recommends it for speed: quorum queues, persistent messages, confirms awaited in a window,
/// prefetch, acknowledgements of many at once. The third also inserts what it takes, in bulk. The source counts what comes back.
/// </summary>
internal static class NullStage
{
    public const string Name = "null-stage";

    private const ushort Prefetch = 500;
    private const int MostInserted = 500;

    // As many articles on their way as Ingestion allows (Ingestion:PauseAbove).
    private const int MostOnTheirWay = 10_000;

    private static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false);
    private static readonly BasicProperties Persistent = new() { Persistent = true };
    private static readonly Dictionary<string, object?> Quorum = new() { ["x-queue-type"] = "quorum" };

    public static Command Command()
    {
        var role = new Argument<int>("ROLE");
        var broker = new Option<string>("--broker") { Required = true };
        var store = new Option<string>("--store") { Required = true };
        var bodies = new Option<string>("--bodies") { Required = true };
        var command = new Command(Name, "A process of the null pipeline") { role, broker, store, bodies };
        command.Hidden = true;
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(role), new Uri(parsed.GetValue(broker)!), parsed.GetValue(store)!, parsed.GetValue(bodies)!, token));
        return command;
    }

    private static async Task<int> RunAsync(int role, Uri broker, string store, string bodies, CancellationToken cancellationToken)
    {
        var lists = NullBodies.Read(bodies).Lists;
        var factory = new ConnectionFactory { Uri = broker, ClientProvidedName = $"null {role}" };
        await using var publishing = await factory.CreateConnectionAsync(cancellationToken);
        await using var consuming = await factory.CreateConnectionAsync(cancellationToken);
        var output = await publishing.CreateChannelAsync(Confirming, cancellationToken);
        var input = await consuming.CreateChannelAsync(cancellationToken: cancellationToken);
        for (var hop = 0; hop < NullBodies.Hops; hop++)
        {
            await input.QueueDeclareAsync(Queue(hop), durable: true, exclusive: false, autoDelete: false, arguments: Quorum, cancellationToken: cancellationToken);
        }

        await input.BasicQosAsync(0, Prefetch, false, cancellationToken);
        switch (role)
        {
            case 0:
                await SourceAsync(output, input, lists[0], cancellationToken);
                break;
            case 3:
                await StoreAsync(output, input, lists, store, cancellationToken);
                break;
            default:
                await ForwardAsync(output, input, role, lists[role], cancellationToken);
                break;
        }

        return 0;
    }

    private static string Queue(int hop) => string.Create(CultureInfo.InvariantCulture, $"null-{hop}");

    private static async Task ForwardAsync(IChannel output, IChannel input, int role, byte[][] bodies, CancellationToken cancellationToken)
    {
        var acknowledging = Acknowledge(output, input, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(input);
        var next = 0;

        // One thread hands over in order and everything is sent on once: the confirm of message n is the leave to acknowledge n.
        consumer.ReceivedAsync += async (_, _) => await output.BasicPublishAsync("", Queue(role), false, Persistent, bodies[next++ % bodies.Length], cancellationToken);
        await input.BasicConsumeAsync(Queue(role - 1), autoAck: false, consumer, cancellationToken);
        await Said("ready");
        await Task.WhenAny(acknowledging, Console.In.ReadToEndAsync(cancellationToken));
    }

    private static async Task StoreAsync(IChannel output, IChannel input, IReadOnlyList<byte[][]> lists, string store, CancellationToken cancellationToken)
    {
        await using var database = MongoDatabase.Connect(new MongoOptions { ConnectionString = store, Database = "nullpipeline" });
        var documents = Array.ConvertAll(lists[4], RawDocument.Cut);
        var acknowledging = Acknowledge(output, input, cancellationToken);
        var arrived = Channel.CreateUnbounded<ulong>();
        var consumer = new AsyncEventingBasicConsumer(input);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            arrived.Writer.TryWrite(delivery.DeliveryTag);
            return Task.CompletedTask;
        };
        await input.BasicConsumeAsync(Queue(2), autoAck: false, consumer, cancellationToken);
        await Said("ready");
        var inserting = InsertAsync();
        await Task.WhenAny(inserting, acknowledging, Console.In.ReadToEndAsync(cancellationToken));

        async Task InsertAsync()
        {
            var run = Stopwatch.GetTimestamp();
            while (await arrived.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<RawDocument>();
                while (batch.Count < MostInserted && arrived.Reader.TryRead(out var tag))
                {
                    batch.Add(new RawDocument(string.Create(CultureInfo.InvariantCulture, $"{run:x}-{tag}"), documents[(int)(tag % (ulong)documents.Length)]));
                }

                await database.InsertAsync("articles", batch, cancellationToken);
                for (var i = 0; i < batch.Count; i++)
                {
                    await output.BasicPublishAsync("", Queue(3), false, Persistent, lists[3][i % lists[3].Length], cancellationToken);
                }
            }
        }
    }

    private static async Task SourceAsync(IChannel output, IChannel input, byte[][] bodies, CancellationToken cancellationToken)
    {
        long returned = 0;
        var consumer = new AsyncEventingBasicConsumer(input);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (Interlocked.Increment(ref returned) % 100 == 0)
            {
                await input.BasicAckAsync(delivery.DeliveryTag, multiple: true, cancellationToken);
            }
        };
        await input.BasicConsumeAsync(Queue(3), autoAck: false, consumer, cancellationToken);
        await Said("ready");
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            var articles = int.Parse(line, CultureInfo.InvariantCulture);
            var before = Interlocked.Read(ref returned);
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < articles; i++)
            {
                while (i - (Interlocked.Read(ref returned) - before) >= MostOnTheirWay)
                {
                    await pause.WaitForNextTickAsync(cancellationToken);
                }

                await output.BasicPublishAsync("", Queue(0), false, Persistent, bodies[i % bodies.Length], cancellationToken);
            }

            while (Interlocked.Read(ref returned) - before < articles)
            {
                await pause.WaitForNextTickAsync(cancellationToken);
            }

            await Said(Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    // Acknowledges, all at once, what has been confirmed without a gap.
    private static Task Acknowledge(IChannel output, IChannel input, CancellationToken cancellationToken)
    {
        var low = Channel.CreateUnbounded<ulong>();
        var single = new SortedSet<ulong>();
        ulong confirmed = 0;
        output.BasicAcksAsync += (_, ack) =>
        {
            if (ack.Multiple)
            {
                confirmed = Math.Max(confirmed, ack.DeliveryTag);
                single.RemoveWhere(tag => tag <= confirmed);
            }
            else
            {
                single.Add(ack.DeliveryTag);
            }

            while (single.Remove(confirmed + 1))
            {
                confirmed++;
            }

            low.Writer.TryWrite(confirmed);
            return Task.CompletedTask;
        };
        return Task.Run(
            async () =>
            {
                ulong acknowledged = 0;
                while (await low.Reader.WaitToReadAsync(cancellationToken))
                {
                    ulong upTo = 0;
                    while (low.Reader.TryRead(out var tag))
                    {
                        upTo = tag;
                    }

                    if (upTo > acknowledged)
                    {
                        acknowledged = upTo;
                        await input.BasicAckAsync(upTo, multiple: true, cancellationToken);
                    }
                }
            },
            cancellationToken);
    }

    private static async Task Said(string word)
    {
        await Console.Out.WriteLineAsync(word);
        await Console.Out.FlushAsync();
    }
}
