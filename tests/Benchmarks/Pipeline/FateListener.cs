using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace NewsPlatform.Benchmarks.Pipeline;

/// <summary>
/// Hears, beside Ingestion, what Storage tells: the moment at which an article is stored and everybody may know. On a
/// transient queue of its own, which costs the broker one more copy of the smallest message.
/// </summary>
internal sealed class FateListener : IAsyncDisposable
{
    // The exchange that MassTransit makes of the message's type.
    private const string Exchange = "NewsPlatform.Contracts:ArticlesStored";

    private readonly IConnection connection;
    private readonly ConcurrentDictionary<string, Open> documents = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<double> latencies = new();
    private long told;

    private FateListener(IConnection connection) => this.connection = connection;

    /// <summary>Articles that have their fate, each counted once.</summary>
    public long Told => Interlocked.Read(ref told);

    public static async Task<FateListener> StartAsync(Uri broker, CancellationToken cancellationToken)
    {
        var connection = await new ConnectionFactory { Uri = broker, ClientProvidedName = "bench listener" }.CreateConnectionAsync(cancellationToken);
        var listener = new FateListener(connection);
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync(cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, Exchange, "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += listener.HearAsync;
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        return listener;
    }

    /// <summary>Moves a document into the inbox; the clock of its articles runs from here.</summary>
    public void Drop(LoadDocument document, string inbox)
    {
        documents[document.Id] = new Open(Stopwatch.GetTimestamp(), document.Articles);
        File.Move(document.Path, Path.Combine(inbox, document.Name));
    }

    /// <summary>Seconds from drop to stored of every article told since the last call, ascending.</summary>
    public double[] TakeLatencies()
    {
        var taken = new List<double>();
        while (latencies.TryDequeue(out var one))
        {
            taken.Add(one);
        }

        taken.Sort();
        return [.. taken];
    }

    /// <exception cref="TimeoutException">They were not told in time.</exception>
    public async Task UntilAsync(long articles, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (Told < articles)
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"{Told} of {articles} articles were stored within {patience.TotalSeconds:0} s.");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private Task HearAsync(object sender, BasicDeliverEventArgs delivery)
    {
        var now = Stopwatch.GetTimestamp();
        using var message = JsonDocument.Parse(delivery.Body);
        foreach (var article in message.RootElement.GetProperty("message").GetProperty("articles").EnumerateArray())
        {
            // What is told again is counted once: deliveries repeat.
            if (documents.TryGetValue(article.GetProperty("documentId").GetString()!, out var open) && open.Take(article.GetProperty("position").GetInt32()))
            {
                latencies.Enqueue(Stopwatch.GetElapsedTime(open.Dropped, now).TotalSeconds);
                Interlocked.Increment(ref told);
            }
        }

        return Task.CompletedTask;
    }

    private sealed class Open(long dropped, int articles)
    {
        private readonly bool[] heard = new bool[articles];

        public long Dropped { get; } = dropped;

        public bool Take(int position) => !heard[position] && (heard[position] = true);
    }
}
