using AngleSharp.Dom;
using NewsPlatform.Ingestion.Formats.Markup;

namespace NewsPlatform.Ingestion.Formats.Html;

/// <summary>
/// Where the running text of a page stands. Every element knows how many characters of prose it holds (runs of text of some
/// length that are not mostly links); the article is where following the prose downwards stops.
/// </summary>
internal sealed class PageText
{
    /// <summary>Characters a run needs to count as prose: a menu entry or a date has fewer.</summary>
    private const int ProseRun = 40;

    private readonly Dictionary<INode, Counts> _counts = [];
    private readonly HashSet<INode> _noise = [];

    private PageText()
    {
    }

    /// <summary>
    /// Measures everything below <paramref name="root"/>, twice: what is noise depends on how much of the page it holds, and
    /// how much prose there is on what is noise.
    /// </summary>
    public static PageText Measure(IElement root)
    {
        var all = new PageText();
        var run = default(Run);
        all.Measure(root, null, root, inLink: false, ref run);
        var text = new PageText();
        run = default;
        text.Measure(root, all, root, inLink: false, ref run);
        foreach (var noise in text._noise)
        {
            text._counts.Remove(noise);
        }

        return text;
    }

    /// <summary>True when nothing below the element is read.</summary>
    public bool IsNoise(IElement element) => _noise.Contains(element);

    /// <summary>Characters of prose below a node.</summary>
    public int Prose(INode node) => _counts.GetValueOrDefault(node).Prose;

    /// <summary>True when nearly all the text below a node is links.</summary>
    public bool IsLinks(INode node) => _counts.TryGetValue(node, out var counts) && counts.Links > 0 && counts.Links * 10 >= counts.Text * 8;

    /// <summary>Part of <paramref name="whole"/>'s prose that lies in <paramref name="node"/>; 0 where there is no prose at all.</summary>
    public double Share(INode node, INode whole) => Prose(whole) is > 0 and var all ? (double)Prose(node) / all : 0;

    /// <summary>Follows the prose down from <paramref name="top"/>: as long as one child has nearly all of it.</summary>
    public IElement Follow(IElement top)
    {
        var here = top;
        while (true)
        {
            var next = here.Children.FirstOrDefault(child => Prose(child) > 0.75 * Prose(here) && HtmlNames.Blocks.Contains(child.LocalName) && child.LocalName != "p");
            if (next is null || Prose(here) == 0)
            {
                return here;
            }

            here = next;
        }
    }

    private Counts Measure(IElement element, PageText? before, IElement whole, bool inLink, ref Run run)
    {
        var counts = default(Counts);
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
            {
                var length = run.Add(text.Data, inLink);
                counts += new Counts(0, length, inLink ? length : 0);
            }
            else if (child is IElement inner)
            {
                // Before shares are known, only what is noise by its element or role is left out.
                if (PageNoise.Is(inner, before?.Share(inner, whole) ?? 1))
                {
                    _noise.Add(inner);
                    continue;
                }

                if (IsBlock(inner))
                {
                    counts += new Counts(run.Prose(), 0, 0);
                    run = default;
                    var own = default(Run);
                    counts += Measure(inner, before, whole, inLink, ref own);
                }
                else
                {
                    if (inner.LocalName == "br" && run.Text >= ProseRun)
                    {
                        counts += new Counts(run.Prose(), 0, 0);
                        run = default;
                    }

                    counts += Measure(inner, before, whole, inLink || inner.LocalName == "a", ref run);
                }
            }
        }

        if (IsBlock(element))
        {
            counts += new Counts(run.Prose(), 0, 0);
            run = default;
        }

        _counts[element] = counts;
        return counts;
    }

    private static bool IsBlock(IElement element) =>
        HtmlNames.Blocks.Contains(element.LocalName) || HtmlNames.Headings.Contains(element.LocalName) || element.LocalName is "td" or "th";

    private readonly record struct Counts(int Prose, int Text, int Links)
    {
        public static Counts operator +(Counts one, Counts other) =>
            new(one.Prose + other.Prose, one.Text + other.Text, one.Links + other.Links);
    }

    private struct Run
    {
        public int Text { get; private set; }

        public int Links { get; private set; }

        /// <summary>Adds text; its length without white space.</summary>
        public int Add(string text, bool inLink)
        {
            var length = 0;
            foreach (var c in text)
            {
                if (!char.IsWhiteSpace(c))
                {
                    length++;
                }
            }

            Text += length;
            Links += inLink ? length : 0;
            return length;
        }

        public readonly int Prose() => Text >= ProseRun && Links * 2 < Text ? Text : 0;
    }
}
