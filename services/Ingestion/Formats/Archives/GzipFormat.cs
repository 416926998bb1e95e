namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>A gzip file around one document of any format. Web captures in gzip have a reader of their own.</summary>
internal sealed class GzipFormat : IInputFormat
{
    public string Name => "gzip";

    public static bool HasMagic(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 0x08, <= 0x1F, ..];

    public double Recognize(in InputHead head) => HasMagic(head.Bytes) ? 0.99 : 0;

    public IEnumerable<FoundArticle> Read(InputDocument document, ReadingLimits limits, CancellationToken cancellationToken)
    {
        if (document.Depth >= limits.MaxArchiveDepth)
        {
            document.Refuse(RefusalReason.ArchiveBomb, $"Archives are nested more than {limits.MaxArchiveDepth} deep.");
            yield break;
        }

        var packed = new CountedStream(document.OpenStream());
        using var unpacked = new UnpackedStream(new GzipChain(packed), () => packed.Count, limits, document.Report);
        var inner = document.Inner(InnerName(document.Name), unpacked, new InnerFacts { Deeper = 1, FormatSuffix = ".gz" });
        foreach (var article in FormatReader.ReadWrapped(document, inner, limits, cancellationToken))
        {
            yield return article;
        }
    }

    private static string InnerName(string name) =>
        name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3]
        : name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? name[..^4] + ".tar" : name;
}
