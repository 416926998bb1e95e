namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>An element of an XML document, light enough to be built for one entry at a time.</summary>
internal sealed class XmlPart
{
    private List<object>? _children;
    private List<XmlAttribute>? _attributes;

    /// <summary>The name without its prefix.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    public XmlPart? Parent { get; init; }

    /// <summary>Place of the element's first character in the text.</summary>
    public int Start { get; init; }

    /// <summary>Place after its last.</summary>
    public int End { get; set; }

    /// <summary>Text (<see cref="string"/>) and elements (<see cref="XmlPart"/>) in order.</summary>
    public IReadOnlyList<object> Children => (IReadOnlyList<object>?)_children ?? [];

    public IReadOnlyList<XmlAttribute> Attributes => (IReadOnlyList<XmlAttribute>?)_attributes ?? [];

    public IEnumerable<XmlPart> Elements => Children.OfType<XmlPart>();

    public void Add(object child)
    {
        _children ??= [];
        if (child is string text && _children is [.., string before])
        {
            // Runs of text come in pieces; a run of very many pieces is joined only when it is read.
            if (before.Length < 4096)
            {
                _children[^1] = before + text;
                return;
            }
        }

        _children.Add(child);
    }

    public void Add(XmlAttribute attribute) => (_attributes ??= []).Add(attribute);

    /// <summary>The value of an attribute by its local name, whatever its prefix; null when absent.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && attribute.Namespace.Length == 0)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The value of an attribute of one namespace.</summary>
    public string? Attribute(string name, string space)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && attribute.Namespace == space)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first element below with that name, at any depth, in document order.</summary>
    public XmlPart? Find(string name) => Descendants().FirstOrDefault(part => part.Is(name));

    /// <summary>The first child element with that name.</summary>
    public XmlPart? Child(string name) => Elements.FirstOrDefault(part => part.Is(name));

    /// <summary>All elements below, in document order. Without recursion: depth is the document's choice.</summary>
    public IEnumerable<XmlPart> Descendants()
    {
        var waiting = new Stack<XmlPart>();
        foreach (var child in Elements.Reverse())
        {
            waiting.Push(child);
        }

        while (waiting.TryPop(out var part))
        {
            yield return part;
            foreach (var child in part.Elements.Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>All text below, joined.</summary>
    public string Text()
    {
        switch (Children)
        {
            case []:
                return string.Empty;
            case [string only]:
                return only;
            default:
                var text = new System.Text.StringBuilder();
                var waiting = new Stack<object>();
                waiting.Push(this);
                while (waiting.TryPop(out var next))
                {
                    if (next is string run)
                    {
                        text.Append(run);
                    }
                    else if (next is XmlPart part)
                    {
                        for (var i = part.Children.Count - 1; i >= 0; i--)
                        {
                            waiting.Push(part.Children[i]);
                        }
                    }
                }

                return text.ToString();
        }
    }
}
