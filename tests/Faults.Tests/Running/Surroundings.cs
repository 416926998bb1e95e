using System.Globalization;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Faults.Tests.Running;

/// <summary>A broker and a store. Attacks on these take some of their own, all others share one pair.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    // Nobody disposes it: it stops when this process ends.
    private static readonly Lazy<Task<Surroundings>> Common = new(() => StartAsync());
    private static int platforms;

    private Surroundings(RabbitMq broker, EmbeddedMongo store) => (Broker, Store) = (broker, store);

    public RabbitMq Broker { get; }

    public EmbeddedMongo Store { get; }

    public static Task<Surroundings> SharedAsync() => Common.Value;

    /// <param name="brokerDirectory">Where the broker's data lies; a temporary folder when absent.</param>
    /// <param name="ackTimeout">See <see cref="RabbitMq.StartAsync"/>.</param>
    public static async Task<Surroundings> StartAsync(string? brokerDirectory = null, TimeSpan? ackTimeout = null)
    {
        // One after the other: a fresh machine installs both.
        var store = await EmbeddedMongo.StartAsync();
        return new(await RabbitMq.StartAsync(brokerDirectory, ackTimeout), store);
    }

    /// <summary>A name that no other platform of this process has.</summary>
    public static string NextName() => string.Create(CultureInfo.InvariantCulture, $"faults{Interlocked.Increment(ref platforms)}");

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Store.DisposeAsync();
    }
}
