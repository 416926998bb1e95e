namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// Bytes on their way out of compression, counted against the limits: how many, and how many times more than went in.
/// Damage in the packing ends the reading with a reason instead of a library's exception.
/// </summary>
/// <param name="unpacked">The decompressing stream.</param>
/// <param name="packedBytes">How many compressed bytes have gone in so far.</param>
/// <param name="limits">The bounds.</param>
/// <param name="report">Counts over the whole file, archives in archives included.</param>
/// <param name="sum">The check sum the bytes must have, where the packing names one that nobody else looks at.</param>
internal sealed class UnpackedStream(Stream unpacked, Func<long> packedBytes, ReadingLimits limits, ReadingReport report, uint? sum = null) : ForwardStream
{
    private long _given;
    private Crc32 _sum;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = unpacked.Read(buffer);
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new ReadingStoppedException(RefusalReason.MalformedArchive, $"The compressed data is damaged after {_given} bytes.");
        }

        if (sum is not null)
        {
            _sum.Add(buffer[..read]);
            if (read == 0 && !buffer.IsEmpty && _sum.Value != sum)
            {
                throw new ReadingStoppedException(RefusalReason.MalformedArchive, $"The {_given} bytes it unpacks to do not have the check sum they should have.");
            }
        }

        _given += read;
        report.DecompressedBytes += read;
        if (report.DecompressedBytes > limits.MaxDecompressedBytes)
        {
            throw new ReadingStoppedException(RefusalReason.ArchiveBomb, $"It unpacks to more than {limits.MaxDecompressedBytes >> 30} GB.");
        }

        if (_given > limits.RatioGraceBytes && _given / Math.Max(1, packedBytes()) >= limits.MaxRatio)
        {
            throw new ReadingStoppedException(RefusalReason.ArchiveBomb, $"It grows more than {limits.MaxRatio} times when unpacked.");
        }

        if (report.DecompressedBytes > 2 * limits.RatioGraceBytes && report.DecompressedBytes / Math.Max(1, report.SourceBytes) >= 2 * limits.MaxRatio)
        {
            throw new ReadingStoppedException(RefusalReason.ArchiveBomb, $"What is packed in it grows more than {2 * limits.MaxRatio} times when unpacked.");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
