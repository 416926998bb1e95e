namespace NewsPlatform.Ingestion.Formats;

/// <summary>The beginning of a document, for recognising it.</summary>
internal readonly ref struct InputHead
{
    /// <summary>The first bytes, up to <see cref="InputDocument.HeadBytes"/>.</summary>
    public required ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>The same decoded, without byte order mark, at most the first 16,384 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Extension of the file's name in lower case with its dot, or empty.</summary>
    public required string Extension { get; init; }

    /// <summary>True when <see cref="Bytes"/> is all there is.</summary>
    public required bool Whole { get; init; }

    /// <summary>The media type a web capture declared, in lower case without parameters, or null.</summary>
    public string? MediaType { get; init; }

    /// <summary>The text after white space.</summary>
    public ReadOnlySpan<char> Trimmed => Text.AsSpan().TrimStart();
}
