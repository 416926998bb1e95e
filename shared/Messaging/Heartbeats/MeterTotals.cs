using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text;

namespace NewsPlatform.Messaging.Heartbeats;

/// <summary>
/// Adds up what the meters of this process report, so that what the console shows and what metrics export are one figure and
/// not two that are counted side by side.
/// </summary>
internal sealed class MeterTotals : IDisposable
{
    private const string Ours = "NewsPlatform.";

    // Tags of ours are words of the code; a tag that takes any value must not fill the memory.
    private const int MostTotals = 500;

    private readonly ConcurrentDictionary<string, StrongBox<long>> totals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Values> distributions = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();

    /// <param name="factory">The host's: of several hosts in one process each adds up its own.</param>
    public MeterTotals(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, subscriber) =>
        {
            if (instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, factory) && !instrument.IsObservable)
            {
                subscriber.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => distributions.GetOrAdd(instrument.Name, _ => new Values()).Add(value));
        listener.Start();
    }

    public Dictionary<string, long> Totals() => totals.ToDictionary(total => total.Key, total => Volatile.Read(ref total.Value.Value), StringComparer.Ordinal);

    public Dictionary<string, Distribution> Distributions() => distributions.ToDictionary(one => one.Key, one => one.Value.Now(), StringComparer.Ordinal);

    public void Dispose() => listener.Dispose();

    private void Add(string name, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = KeyOf(name, tags);
        if (totals.TryGetValue(key, out var total) || (totals.Count < MostTotals && (total = totals.GetOrAdd(key, _ => new StrongBox<long>())) is not null))
        {
            Interlocked.Add(ref total.Value, value);
        }
    }

    internal static string KeyOf(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return name;
        }

        var key = new StringBuilder(name).Append('{');
        foreach (var (tag, value) in tags)
        {
            key.Append(key[^1] == '{' ? "" : ",").Append(tag).Append('=').Append(value);
        }

        return key.Append('}').ToString();
    }

    private sealed class Values
    {
        private readonly Lock guard = new();
        private readonly Dictionary<int, long> buckets = [];
        private double sum;

        public void Add(double value)
        {
            lock (guard)
            {
                var bucket = Distribution.BucketOf(value);
                buckets[bucket] = buckets.GetValueOrDefault(bucket) + 1;
                sum += value;
            }
        }

        public Distribution Now()
        {
            lock (guard)
            {
                return new() { Buckets = new Dictionary<int, long>(buckets), Sum = sum };
            }
        }
    }
}
