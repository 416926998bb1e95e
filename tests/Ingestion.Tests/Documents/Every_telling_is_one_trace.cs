using System.Diagnostics;
using NewsPlatform.Ingestion.Documents;

namespace NewsPlatform.Ingestion.Tests.Documents;

/// <summary>A document that is told again, by whichever replica, goes on in the trace of the first telling.</summary>
public sealed class Every_telling_is_one_trace : IDisposable
{
    private static readonly string Document = DocumentIds.OfBytes("نص"u8);

    private readonly ActivitySource source = new("NewsPlatform.Ingestion.Tests.Documents");
    private readonly ActivityListener listener;

    public Every_telling_is_one_trace()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = one => one == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
    }

    public void Dispose()
    {
        listener.Dispose();
        source.Dispose();
    }

    [Fact]
    public void Both_tellings_are_roots_of_one_trace_named_by_the_document()
    {
        string first, second;
        using (var telling = DocumentTrace.Begin(source, "a.txt", Document, DateTimeOffset.UnixEpoch))
        {
            first = telling!.TraceId.ToHexString();
        }

        using (var telling = DocumentTrace.Begin(source, "b.txt", Document, DateTimeOffset.UnixEpoch))
        {
            second = telling!.TraceId.ToHexString();
            Assert.Equal(default, telling.ParentSpanId);
            Assert.Equal(DateTime.UnixEpoch, telling.StartTimeUtc);
        }

        Assert.Equal(Document[..32], first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void What_begins_elsewhere_has_a_trace_of_its_own()
    {
        using (DocumentTrace.Begin(source, "a.txt", Document, DateTimeOffset.UnixEpoch))
        {
        }

        using var unread = DocumentTrace.Begin(source, "c.txt", documentId: null, DateTimeOffset.UnixEpoch);
        using var other = source.StartActivity("other", ActivityKind.Internal, parentContext: default, links: null);

        Assert.NotEqual(Document[..32], unread!.TraceId.ToHexString());
        Assert.NotEqual(Document[..32], other!.TraceId.ToHexString());
    }
}
