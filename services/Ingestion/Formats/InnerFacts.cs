namespace NewsPlatform.Ingestion.Formats;

/// <summary>What a container knows of a document in it.</summary>
internal sealed record InnerFacts
{
    /// <summary>Its name in the container; null where the container holds only this.</summary>
    public string? Entry { get; init; }

    /// <summary>The address it was captured from.</summary>
    public Uri? Address { get; init; }

    public string? Charset { get; init; }

    public string? MediaType { get; init; }

    /// <summary>Archives this step goes deeper: 1 for an archive, 0 for a web capture.</summary>
    public int Deeper { get; init; }

    /// <summary>Put behind the format's name; null where the document is one of several.</summary>
    public string? FormatSuffix { get; init; }
}
