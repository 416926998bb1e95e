namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>The text of an article in its three shapes: whole, paragraphs, sub-headings.</summary>
internal readonly record struct ArticleText(string Text, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Subheads)
{
    public static ArticleText None { get; } = new(string.Empty, [], []);

    public static ArticleText Of(IReadOnlyList<Block> blocks) => blocks.Count == 0 ? None : new(
        string.Join("\n\n", blocks.Select(block => block.Text)),
        [.. blocks.Where(block => !block.Heading).Select(block => block.Text)],
        [.. blocks.Where(block => block.Heading).Select(block => block.Text)]);

    /// <summary>Plain text: paragraphs end at blank lines, single line ends stay.</summary>
    public static ArticleText OfPlain(string text)
    {
        var blocks = new BlockBuilder { Preformatted = true };
        blocks.Text(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        return Of(blocks.Finish());
    }

    /// <summary>Text of a field that may be HTML.</summary>
    public static ArticleText OfEither(string text) =>
        HtmlFragment.LooksLikeHtml(text) ? Of(HtmlFragment.Blocks(text)) : OfPlain(text);

    public bool Empty => Text.Length == 0;

    /// <summary>
    /// True when a text that ought to be whole breaks off: it ends in an ellipsis or a "read more", or in the middle of a
    /// sentence as feeds cut it.
    /// </summary>
    public bool BreaksOff
    {
        get
        {
            var end = Text.AsSpan().TrimEnd();
            return end.EndsWith("…") || end.EndsWith("...") || end.EndsWith("[…]") || end.EndsWith("[...]") || end.EndsWith("(…)")
                || end.EndsWith("»..");
        }
    }
}
