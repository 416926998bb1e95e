namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>A stream that knows how much has been read from it.</summary>
internal sealed class CountedStream(Stream source) : ForwardStream
{
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        Count += read;
        return read;
    }
}
