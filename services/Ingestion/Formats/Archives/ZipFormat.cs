using System.IO.Compression;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// A zip archive: its entries are read as streams, nothing is ever written under an entry's name. The directory is judged
/// before anything is unpacked: an archive that means to escape a folder or to swell is refused whole.
/// </summary>
internal sealed class ZipFormat : IInputFormat
{
    public string Name => "zip";

    public double Recognize(in InputHead head) =>
        head.Bytes is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] or [(byte)'P', (byte)'K', 0x30, 0x30, (byte)'P', (byte)'K', 3, 4, ..] ? 0.99 : 0;

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (document.Depth >= limits.MaxArchiveDepth)
        {
            document.Refuse(RefusalReason.ArchiveBomb, $"Archives are nested more than {limits.MaxArchiveDepth} deep.");
            yield break;
        }

        using var stream = document.OpenSeekable();
        if (stream is null)
        {
            yield break;
        }

        if (ZipDirectory.Check(stream, limits) is { } oversized)
        {
            document.Refuse(oversized.Reason, oversized.Sentence);
            yield break;
        }

        using var archive = Open(stream);
        if (archive is null)
        {
            document.Refuse(RefusalReason.MalformedArchive, "Its directory of entries is damaged.");
            yield break;
        }

        if (ZipDirectory.Judge(archive.Entries, stream.Length, limits) is { } refusal)
        {
            document.Refuse(refusal.Reason, refusal.Sentence);
            yield break;
        }

        foreach (var entry in archive.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.FullName.EndsWith('/') || IsFurniture(entry.FullName))
            {
                continue;
            }

            if (++document.Report.Entries > limits.MaxEntries)
            {
                document.Refuse(RefusalReason.ArchiveBomb, $"Its archives hold more than {limits.MaxEntries} entries.");
                yield break;
            }

            if (entry.IsEncrypted)
            {
                document.Reject(RefusalReason.Encrypted, "The entry needs a password.", -1, -1, entry.FullName);
                continue;
            }

            foreach (var article in ReadEntry(document, entry, limits, cancellationToken))
            {
                yield return article;
            }

            if (document.Refusal is not null)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<FoundArticle> ReadEntry(InputDocument document, ZipArchiveEntry entry, ReadingLimits limits, CancellationToken cancellationToken)
    {
        Stream? unpacked = null;
        InputDocument? inner = null;
        try
        {
            unpacked = new UnpackedStream(entry.Open(), () => entry.CompressedLength, limits, document.Report, entry.Crc32);
            inner = document.Inner(entry.FullName, unpacked, new InnerFacts { Entry = entry.FullName, Deeper = 1 });
        }
        catch (ReadingStoppedException stopped)
        {
            // The entry's beginning already told; the others may be sound, unless it is a bomb.
            if (stopped.Reason == RefusalReason.ArchiveBomb)
            {
                document.Refuse(stopped.Reason, $"{entry.FullName}: {stopped.Message}");
            }
            else
            {
                document.Reject(stopped.Reason, stopped.Message, -1, -1, entry.FullName);
            }
        }
        catch (InvalidDataException damage)
        {
            // An unknown compression method, or a local header that is not there.
            document.Reject(RefusalReason.MalformedArchive, damage.Message, -1, -1, entry.FullName);
        }

        using (unpacked)
        {
            if (inner is null)
            {
                yield break;
            }

            foreach (var article in FormatReader.ReadInner(document, inner, limits, -1, -1, cancellationToken))
            {
                yield return article;
            }
        }
    }

    private static ZipArchive? Open(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception damage) when (damage is InvalidDataException or ArgumentException or NotSupportedException)
        {
            // The directory is read on opening: this is the one place where its damage shows.
            return null;
        }
    }

    /// <summary>What packing programs leave behind.</summary>
    private static bool IsFurniture(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith(".DS_Store", StringComparison.Ordinal)
        || name.EndsWith("Thumbs.db", StringComparison.OrdinalIgnoreCase) || name.EndsWith("desktop.ini", StringComparison.OrdinalIgnoreCase);
}
