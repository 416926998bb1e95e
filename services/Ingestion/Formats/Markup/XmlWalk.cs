namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>Reads XHTML (or NITF, whose element names are the same) that stands as elements inside an XML document.</summary>
internal static class XmlWalk
{
    /// <summary>The paragraphs and sub-headings under <paramref name="part"/>. Without recursion.</summary>
    /// <param name="part">The element whose content is read.</param>
    /// <param name="rename">Names another vocabulary uses, mapped to HTML's; null skips the element.</param>
    public static IReadOnlyList<Block> Blocks(XmlPart part, Func<XmlPart, string?>? rename = null)
    {
        var blocks = new BlockBuilder();
        var waiting = new Stack<(object Node, string? Closing)>();
        Push(waiting, part);
        while (waiting.TryPop(out var next))
        {
            if (next.Closing is { } closing)
            {
                HtmlFragment.Apply(blocks, closing, closing: true);
            }
            else if (next.Node is string text)
            {
                blocks.Text(text);
            }
            else if (next.Node is XmlPart element)
            {
                var name = rename is null ? element.Name.ToLowerInvariant() : rename(element);
                if (name is null || HtmlNames.Silent.Contains(name))
                {
                    continue;
                }

                HtmlFragment.Apply(blocks, name, closing: false);
                if (name != "br")
                {
                    waiting.Push((element, name));
                }

                Push(waiting, element);
            }
        }

        return blocks.Finish();
    }

    private static void Push(Stack<(object Node, string? Closing)> waiting, XmlPart part)
    {
        for (var i = part.Children.Count - 1; i >= 0; i--)
        {
            waiting.Push((part.Children[i], null));
        }
    }
}
