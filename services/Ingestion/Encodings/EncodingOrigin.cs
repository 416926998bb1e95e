namespace NewsPlatform.Ingestion.Encodings;

/// <summary>What the choice of an encoding rests on, strongest first.</summary>
internal enum EncodingOrigin
{
    /// <summary>The byte order mark at the start of the document.</summary>
    Bom,

    /// <summary>A declaration: XML prolog, HTML meta element, HTTP header.</summary>
    Declared,

    /// <summary>The shape of the bytes and the letters they give.</summary>
    Statistics,
}
