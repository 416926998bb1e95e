namespace NewsPlatform.Ingestion.Formats;

/// <summary>Lines of a byte stream, as long as they are bearable.</summary>
internal static class ByteLines
{
    /// <param name="Bytes">The line without its end; empty when it is too long.</param>
    /// <param name="Start">Its first byte in the stream.</param>
    /// <param name="Length">Its length without its end, also when it is too long.</param>
    /// <param name="TooLong">True when it was passed over.</param>
    public readonly record struct Line(ReadOnlyMemory<byte> Bytes, long Start, long Length, bool TooLong);

    /// <summary>The lines; each is valid until the next is asked for.</summary>
    public static IEnumerable<Line> Read(Stream stream, int maxLength)
    {
        var buffer = new byte[Math.Min(maxLength + 1, 256 << 10)];
        var filled = 0;
        var at = 0;
        long position = 0;
        long skipped = 0;

        // Bytes after the start of the line that are known to hold no line end: not to be looked at again.
        var looked = 0;
        while (true)
        {
            var end = buffer.AsSpan(at + looked, filled - at - looked).IndexOf((byte)'\n');
            if (end >= 0)
            {
                end += looked;
                looked = 0;
                var length = end > 0 && buffer[at + end - 1] == '\r' ? end - 1 : end;
                yield return skipped > 0
                    ? new Line(default, position, skipped + length, true)
                    : new Line(buffer.AsMemory(at, length), position, length, false);
                position += skipped + end + 1;
                skipped = 0;
                at += end + 1;
                continue;
            }

            var rest = filled - at;
            if (skipped > 0 || rest > maxLength)
            {
                // Too long to keep: only counted from here on.
                skipped += rest;
                filled = at = looked = 0;
            }
            else
            {
                buffer.AsSpan(at, rest).CopyTo(buffer);
                (at, filled, looked) = (0, rest, rest);
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 4, maxLength + 1L));
                }
            }

            var read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
            {
                if (skipped > 0)
                {
                    yield return new Line(default, position, skipped, true);
                }
                else if (filled > 0)
                {
                    yield return new Line(buffer.AsMemory(0, filled), position, filled, false);
                }

                yield break;
            }

            filled += read;
        }
    }
}
