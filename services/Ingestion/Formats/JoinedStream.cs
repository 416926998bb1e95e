namespace NewsPlatform.Ingestion.Formats;

/// <summary>Two streams read one after the other: the head that was looked at, and the rest.</summary>
internal sealed class JoinedStream(Stream first, Stream second) : ForwardStream
{
    private bool _firstEnded;

    public override int Read(Span<byte> buffer)
    {
        if (!_firstEnded)
        {
            var read = first.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _firstEnded = true;
        }

        return second.Read(buffer);
    }
}
