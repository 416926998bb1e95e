using System.Text;
using AngleSharp.Dom;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Text of elements that ought to be short. Asking an element for all of its text costs as much as it holds, each time.</summary>
internal static class ShortText
{
    /// <summary>Characters after which something is no headline and no name.</summary>
    private const int Longest = 600;

    /// <summary>The element's text on one line; null when there is none or too much of it.</summary>
    public static string? Of(IElement element)
    {
        var text = new StringBuilder();
        INode? node = element;
        while (node is not null)
        {
            if (node is IText data)
            {
                text.Append(data.Data, 0, Math.Min(data.Data.Length, 4 * Longest));
                if (text.Length > 4 * Longest)
                {
                    return null;
                }
            }

            node = Next(node, element);
        }

        return OneLine.Of(text.ToString()) is { Length: <= Longest } line ? line : null;
    }

    private static INode? Next(INode node, IElement top)
    {
        if (node.HasChildNodes && node is not IElement { LocalName: "script" or "style" })
        {
            return node.FirstChild;
        }

        while (node != top)
        {
            if (node.NextSibling is { } sibling)
            {
                return sibling;
            }

            if (node.Parent is not { } parent)
            {
                return null;
            }

            node = parent;
        }

        return null;
    }
}
