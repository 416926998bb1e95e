namespace NewsPlatform.Enrichment.Reading;

/// <summary>A sentence: its words, and its stretch of the text with the marks that open and end it.</summary>
/// <param name="First">Index of its first word.</param>
/// <param name="Behind">Index behind its last word.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Paragraph">Number of its paragraph, from 0.</param>
internal readonly record struct Sentence(int First, int Behind, int Start, int End, int Paragraph)
{
    public int Words => Behind - First;
}
