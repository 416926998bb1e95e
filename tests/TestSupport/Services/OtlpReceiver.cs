using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsPlatform.TestSupport.Services;

/// <summary>
/// A real OTLP receiver (HTTP, protobuf) in the test process. It reads what the tests ask of a span and passes over the rest of
/// opentelemetry/proto/trace/v1/trace.proto, whose field numbers stand beside the code.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedSpan> spans = new();
    private readonly ConcurrentDictionary<ReceivedMetric, bool> told = new();
    private int metrics;
    private int logs;

    private OtlpReceiver(WebApplication app) => this.app = app;

    public IReadOnlyCollection<ReceivedSpan> Spans => spans;

    /// <summary>Every metric that came, once.</summary>
    public IReadOnlyCollection<ReceivedMetric> Metrics => [.. told.Keys];

    /// <summary>Exports of metrics received so far.</summary>
    public int MetricExports => Volatile.Read(ref metrics);

    /// <summary>Exports of logs received so far.</summary>
    public int LogExports => Volatile.Read(ref logs);

    /// <summary>The standard variables that point a service here.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/traces", receiver.TracesAsync);
        app.MapPost("/v1/metrics", receiver.MetricsAsync);
        app.MapPost("/v1/logs", () => Interlocked.Increment(ref receiver.logs));
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task MetricsAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);

        // opentelemetry/proto/metrics/v1: ExportMetricsServiceRequest.resource_metrics = 1, ResourceMetrics.scope_metrics = 2,
        // ScopeMetrics.metrics = 2
        foreach (var metric in Fields(body.ToArray(), 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            // Metric.name = 1, unit = 3, gauge = 5, sum = 7, histogram = 9
            var kind = Fields(metric, 9).Count > 0 ? MetricKind.Histogram
                : Fields(metric, 7) is [var sum, ..] && IsMonotonic(sum) ? MetricKind.Counter
                : MetricKind.Gauge;
            told[new ReceivedMetric(Text(metric, 1), Text(metric, 3), kind)] = true;
        }

        Interlocked.Increment(ref metrics);
    }

    private static string Text(byte[] message, int field) => System.Text.Encoding.UTF8.GetString(Fields(message, field).FirstOrDefault([]));

    // Sum.is_monotonic = 3
    private static bool IsMonotonic(byte[] sum)
    {
        using var input = new CodedInputStream(sum);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == 3)
            {
                return input.ReadBool();
            }

            input.SkipLastField();
        }

        return false;
    }

    private async Task TracesAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);

        // ExportTraceServiceRequest.resource_spans = 1
        foreach (var resourceSpans in Fields(body.ToArray(), 1))
        {
            // ResourceSpans.resource = 1, Resource.attributes = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2
            var service = Fields(resourceSpans, 1).SelectMany(resource => Attributes(resource, 1)).FirstOrDefault(pair => pair.Key == "service.name").Value;
            foreach (var span in Fields(resourceSpans, 2).SelectMany(scope => Fields(scope, 2)))
            {
                // Span.trace_id = 1, span_id = 2, parent_span_id = 4, name = 5, attributes = 9, links = 13
                spans.Enqueue(new ReceivedSpan(
                    service ?? "",
                    Convert.ToHexStringLower(Fields(span, 1).Single()),
                    Convert.ToHexStringLower(Fields(span, 2).Single()),
                    Convert.ToHexStringLower(Fields(span, 4).FirstOrDefault([])),
                    System.Text.Encoding.UTF8.GetString(Fields(span, 5).Single()),
                    Attributes(span, 9).ToDictionary(pair => pair.Key, pair => pair.Value),
                    Fields(span, 13).Count));
            }
        }
    }

    // KeyValue.key = 1, value = 2; AnyValue.string_value = 1. Other kinds of values are left empty.
    private static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int field) =>
        Fields(message, field).Select(pair => KeyValuePair.Create(
            System.Text.Encoding.UTF8.GetString(Fields(pair, 1).Single()),
            Fields(pair, 2).SelectMany(value => Fields(value, 1)).Select(System.Text.Encoding.UTF8.GetString).FirstOrDefault("")));

    /// <summary>The length-delimited values of one field of a message.</summary>
    private static List<byte[]> Fields(byte[] message, int field)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}

/// <summary>What the tests ask of a span.</summary>
public sealed record ReceivedSpan(
    string Service, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes, int Links);

/// <summary>A metric as its service describes it.</summary>
public sealed record ReceivedMetric(string Name, string Unit, MetricKind Kind);

/// <summary>What Prometheus tells apart.</summary>
public enum MetricKind
{
    /// <summary>Anything that may go down.</summary>
    Gauge,

    Counter,

    Histogram,
}
