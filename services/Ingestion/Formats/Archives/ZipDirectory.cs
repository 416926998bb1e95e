using System.Buffers.Binary;
using System.IO.Compression;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>Judges a zip archive by its directory of entries, before anything is unpacked.</summary>
internal static class ZipDirectory
{
    /// <summary>Bytes of directory that may be taken into memory: 100,000 entries with long names have 20 MB.</summary>
    private const long MaxDirectoryBytes = 32 << 20;

    private const int SymbolicLink = 0xA000;
    private const int FileTypeBits = 0xF000;

    /// <summary>Refuses a directory too large to be read at all.</summary>
    public static Refusal? Check(Stream stream, ReadingLimits limits)
    {
        // The end record stands in the last 64 KB; behind it only a comment.
        var tail = new byte[(int)Math.Min(stream.Length, 65557)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        stream.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + 22 > tail.Length)
        {
            return new Refusal(RefusalReason.MalformedArchive, "Its directory of entries is missing: the file is cut off.");
        }

        long entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        var large = tail.AsSpan().LastIndexOf("PK\x06\x06"u8);
        if (large >= 0 && large + 56 <= tail.Length)
        {
            entries = Math.Max(entries, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(large + 32)));
            size = Math.Max(size == uint.MaxValue ? 0 : size, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(large + 40)));
        }

        return entries is < 0 || entries > limits.MaxEntries
            ? new Refusal(RefusalReason.ArchiveBomb, $"An archive may have {limits.MaxEntries} entries; this one has {entries}.")
            : size > MaxDirectoryBytes && size != uint.MaxValue
            ? new Refusal(RefusalReason.ArchiveBomb, $"Its directory of entries has {size >> 20} MB.")
            : null;
    }

    /// <summary>Refuses an archive whose entries would leave their folder, are links, or would swell; or that is a document of its own kind.</summary>
    public static Refusal? Judge(IReadOnlyCollection<ZipArchiveEntry> entries, long archiveLength, ReadingLimits limits)
    {
        long packed = 0, unpacked = 0;
        foreach (var entry in entries)
        {
            if (Unsafe(entry) is { } unsafely)
            {
                return new Refusal(RefusalReason.UnsafeEntry, unsafely);
            }

            if (OwnKind(entry.FullName) is { } kind)
            {
                return new Refusal(RefusalReason.NotText, $"This is {kind}, not text.");
            }

            packed += entry.CompressedLength;
            unpacked += entry.Length;
            if (entry.Length > limits.RatioGraceBytes && entry.Length / Math.Max(1, entry.CompressedLength) >= limits.MaxRatio)
            {
                return new Refusal(RefusalReason.ArchiveBomb, $"{entry.FullName} grows more than {limits.MaxRatio} times when unpacked.");
            }
        }

        if (unpacked > limits.MaxDecompressedBytes || unpacked < 0)
        {
            return new Refusal(RefusalReason.ArchiveBomb, $"It unpacks to more than {limits.MaxDecompressedBytes >> 30} GB.");
        }

        // Entries that share their bytes add up to more than there is.
        return packed > archiveLength ? new Refusal(RefusalReason.ArchiveBomb, "Its entries overlap.") : null;
    }

    private static string? Unsafe(ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (((entry.ExternalAttributes >> 16) & FileTypeBits) == SymbolicLink)
        {
            return $"{name} is a symbolic link.";
        }

        if (name.Length == 0 || name[0] is '/' or '\\' || (name.Length > 1 && name[1] == ':') || name.Any(char.IsControl))
        {
            return $"{name} is no path inside a folder.";
        }

        return name.Split('/', '\\').Contains("..") ? $"{name} leads out of its folder." : null;
    }

    /// <summary>Formats that are zip archives inside.</summary>
    private static string? OwnKind(string name) => name switch
    {
        "[Content_Types].xml" => "an Office document (docx, xlsx, pptx)",
        "META-INF/container.xml" => "an EPUB book",
        "META-INF/MANIFEST.MF" => "a Java archive",
        "AndroidManifest.xml" => "an Android package",
        "META-INF/manifest.xml" => "an OpenDocument file (odt, ods)",
        _ => null,
    };
}
