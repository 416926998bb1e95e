using System.Buffers;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>Says what kind of binary file some bytes are, when they are no text.</summary>
internal static class BinarySniffer
{
    /// <summary>Control characters in a hundred bytes up to which something may still be text. Random bytes have eleven.</summary>
    private const double ControlsTolerated = 0.04;

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!"u8);

    private static readonly (int At, byte[] Magic, string Name)[] Signatures =
    [
        (0, "%PDF-"u8.ToArray(), "a PDF document"),
        (0, [0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        (0, [0xFF, 0xD8, 0xFF], "a JPEG image"),
        (0, "GIF8"u8.ToArray(), "a GIF image"),
        (8, "WEBP"u8.ToArray(), "a WebP image"),
        (0, "RIFF"u8.ToArray(), "a RIFF sound or film"),
        (0, "BM"u8.ToArray(), "a bitmap image"),
        (0, [0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
        (0, [0x00, 0x00, 0x01, 0x00], "an icon"),
        (4, "ftyp"u8.ToArray(), "an MP4 film"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], "a Matroska film"),
        (0, "OggS"u8.ToArray(), "an Ogg sound"),
        (0, "ID3"u8.ToArray(), "an MP3 sound"),
        (0, "fLaC"u8.ToArray(), "a FLAC sound"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "an ELF program"),
        (0, "MZ"u8.ToArray(), "a Windows program"),
        (0, [0xCA, 0xFE, 0xBA, 0xBE], "a Java or Mach-O program"),
        (0, [0xCF, 0xFA, 0xED, 0xFE], "a Mach-O program"),
        (0, "\0asm"u8.ToArray(), "a WebAssembly program"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document (doc, xls, ppt)"),
        (0, "Rar!"u8.ToArray(), "a RAR archive"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        (0, "BZh"u8.ToArray(), "a bzip2 file"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
        (257, "ustar"u8.ToArray(), "a tar archive"),
        (0, "SQLite format 3\0"u8.ToArray(), "a SQLite database"),
        (0, "PAR1"u8.ToArray(), "a Parquet table"),
        (0, "wOFF"u8.ToArray(), "a font"),
        (0, "wOF2"u8.ToArray(), "a font"),
        (0, "{\\rtf"u8.ToArray(), "an RTF document"),
        (0, "%!PS"u8.ToArray(), "a PostScript document"),
    ];

    /// <summary>What the bytes are instead of text ("a PDF document"), or null when they may be text.</summary>
    public static string? Find(ReadOnlySpan<byte> head)
    {
        foreach (var (at, magic, name) in Signatures)
        {
            // A text may begin with BM, MZ or RIFF: signatures of letters alone count only beside bytes no text has.
            if (head.Length >= at + magic.Length && head[at..].StartsWith(magic)
                && (magic.AsSpan().IndexOfAnyExcept(Letters) >= 0 || head.IndexOf((byte)0) >= 0))
            {
                return name;
            }
        }

        if (head.IsEmpty || Utf16Shape.Find(head) is not null || head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            return null;
        }

        int zeros = 0, controls = 0;
        foreach (var value in head)
        {
            if (value == 0)
            {
                zeros++;
            }
            else if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0B or 0x1B or 0x1A))
            {
                controls++;
            }
        }

        if (zeros > head.Length * 0.01)
        {
            return "binary data (zero bytes that are no UTF-16)";
        }

        return controls + zeros > head.Length * ControlsTolerated ? "binary data (control characters)" : null;
    }
}
