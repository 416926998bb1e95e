using System.Text.RegularExpressions;
using AngleSharp.Dom;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>Walks the part of a page that holds the article and keeps its paragraphs; what only links elsewhere is set aside.</summary>
internal sealed partial class PageWalk(PageText text, string? headline)
{
    private readonly List<string> _related = [];
    private readonly List<string> _credits = [];

    /// <summary>Headlines of other articles met on the way.</summary>
    public IReadOnlyList<string> Related => _related;

    public IReadOnlyList<string> Credits => _credits;

    public IReadOnlyList<Block> Blocks(IElement place)
    {
        var builder = new BlockBuilder();
        Walk(place, builder);
        var blocks = WithoutLitter([.. builder.Finish().Where(Kept)]);

        // A heading with nothing under it led to something that was left out.
        while (blocks is [.., { Heading: true }])
        {
            blocks.RemoveAt(blocks.Count - 1);
        }

        return blocks;
    }

    /// <summary>Text of a link that may be a headline, or null: "more" and "3" are none.</summary>
    public static string? AsHeadline(IElement link) =>
        ShortText.Of(link) is { Length: >= 15 and <= 250 } line && line.Contains(' ', StringComparison.Ordinal) ? line : null;

    /// <summary>
    /// Runs of many very short lines are the labels of a player, a form or a menu that nothing else gave away. Poems have
    /// longer lines, lists of names fewer.
    /// </summary>
    private static List<Block> WithoutLitter(List<Block> blocks)
    {
        const int Run = 8;
        var kept = new List<Block>(blocks.Count);
        for (var i = 0; i < blocks.Count;)
        {
            var end = i;
            while (end < blocks.Count && !blocks[end].Heading && IsLabel(blocks[end].Text))
            {
                end++;
            }

            if (end - i < Run)
            {
                end = Math.Max(end, i + 1);
                kept.AddRange(blocks[i..end]);
            }

            i = end;
        }

        return kept;
    }

    /// <summary>A few letters without the end of a sentence; fewer still where a letter is a word.</summary>
    private static bool IsLabel(string text) =>
        text.Length <= 22 && text[^1] is not ('.' or '!' or '?' or '؟' or '。' or '」') && (text.Length <= 6 || !text.Any(c => c is >= '\u3040' and <= '\u9FFF'));

    private bool Kept(Block block) =>
        block.Text != headline && !(block.Text.Length < 60 && Furniture().IsMatch(block.Text)) && block.Text.Any(char.IsLetter);

    private void Walk(INode node, BlockBuilder blocks)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText data)
            {
                blocks.Text(data.Data);
                continue;
            }

            if (child is not IElement element)
            {
                continue;
            }

            if (text.IsNoise(element))
            {
                if (PageNoise.IsRelated(element))
                {
                    Mention(element);
                }

                continue;
            }

            var name = element.LocalName;
            if (HtmlNames.Blocks.Contains(name) && name is not ("body" or "main" or "article") && text.IsLinks(element))
            {
                Mention(element);
                continue;
            }

            if (name is "h1" && headline is not null && ShortText.Of(element) == headline)
            {
                continue;
            }

            HtmlFragment.Apply(blocks, name, closing: false);
            if (name != "br")
            {
                Walk(element, blocks);
                HtmlFragment.Apply(blocks, name, closing: true);
            }
        }
    }

    private void Mention(IElement element)
    {
        foreach (var link in element.QuerySelectorAll("a").Take(40))
        {
            if (AsHeadline(link) is { } line && line != headline && !_related.Contains(line) && _related.Count < 100)
            {
                _related.Add(line);
            }
        }
    }

    /// <summary>Lines of buttons and labels that stand among the paragraphs of many sites.</summary>
    [GeneratedRegex(
        "^(?:read more|read also|also read|see also|share( this)?|advertisement|follow us|subscribe|print|email|tags|related( articles| stories)?|lire aussi|lire la suite|à lire aussi"
        + "|publicité|leer más|lea también|mehr lesen|lesen sie auch|anzeige|اقرأ أيضا[ًا]?|اقرأ المزيد|إقرأ أيضا[ًا]?|شارك|مشاركة|إعلان|اعلان|طباعة|المزيد|تابعنا|مواضيع ذات صلة|أخبار ذات صلة|كلمات دلالية|وسوم)\\s*:?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Furniture();
}
