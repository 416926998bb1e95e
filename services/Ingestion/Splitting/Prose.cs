namespace NewsPlatform.Ingestion.Splitting;

/// <summary>Tells running text from tables and lists, where there is no story to find.</summary>
internal static class Prose
{
    // A page of headlines alone may have some hundred lines; what is longer and holds hardly a paragraph is data.
    private const int FewestBlocks = 2_000;
    private const double LeastParagraphs = 0.03;
    private const int ShortestParagraph = 12;

    /// <summary>Whether the blocks are worth looking for stories in.</summary>
    public static bool Is(IReadOnlyList<Block> blocks)
    {
        if (blocks.Count < FewestBlocks)
        {
            return true;
        }

        var paragraphs = 0;
        foreach (var block in blocks)
        {
            paragraphs += block.Kind == BlockKind.Text && block.Words >= ShortestParagraph ? 1 : 0;
        }

        return paragraphs >= blocks.Count * LeastParagraphs;
    }
}
