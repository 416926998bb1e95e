namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>An XML document as a run of starts, texts and ends. Two makers: the strict one and the lenient one.</summary>
internal abstract class XmlEvents
{
    public const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Characters of one entry. The longest newspaper pieces have a hundred thousand.</summary>
    private const int MaxPartCharacters = 4 << 20;

    public enum Kind
    {
        Start,
        Text,
        End,
    }

    public Kind Current { get; protected set; }

    /// <summary>Local name, of a start or an end.</summary>
    public string Name { get; protected set; } = string.Empty;

    public string Namespace { get; protected set; } = string.Empty;

    /// <summary>The text of a <see cref="Kind.Text"/>; made when it is asked for, since most is passed over.</summary>
    public abstract string Text { get; }

    /// <summary>Characters of the current text as it is written.</summary>
    public int TextLength { get; protected set; }

    /// <summary>The attributes of a start, namespace declarations left out.</summary>
    public List<XmlAttribute> Attributes { get; } = [];

    /// <summary>Elements open around the current event; the root's start has 0.</summary>
    public int Depth { get; protected set; }

    /// <summary>Place in the text where the current event begins.</summary>
    public int Start { get; protected set; }

    /// <summary>Place after the current event, known at an <see cref="Kind.End"/>.</summary>
    public int End { get; protected set; }

    /// <summary>The next event, or false at the end.</summary>
    /// <exception cref="System.Xml.XmlException">Only from the strict maker: the document is not well-formed.</exception>
    public abstract bool Read();

    /// <summary>
    /// The element whose start is current, with everything in it. Null when it holds more than <paramref name="maxNodes"/>
    /// nodes, or more text than any article has.
    /// </summary>
    public XmlPart? ReadPart(int maxNodes, int maxDepth, Func<bool>? stop = null)
    {
        var root = Make(null);
        var open = root;
        var nodes = 0;
        var characters = 0;
        var tooMany = false;
        while (Read())
        {
            if (Current == Kind.Text)
            {
                characters += TextLength;
            }

            if (++nodes > maxNodes || characters > MaxPartCharacters || (Depth > maxDepth && Current == Kind.Start) || ((nodes & 1023) == 0 && stop?.Invoke() == true))
            {
                tooMany = true;
            }

            switch (Current)
            {
                case Kind.Start:
                    var part = tooMany ? new XmlPart { Name = Name, Namespace = Namespace, Parent = open } : Make(open);
                    if (!tooMany)
                    {
                        open.Add(part);
                    }

                    open = part;
                    break;
                case Kind.Text:
                    if (!tooMany)
                    {
                        open.Add(Text);
                    }

                    break;
                default:
                    open.End = End;
                    if (open.Parent is null)
                    {
                        return tooMany ? null : root;
                    }

                    open = open.Parent;
                    break;
            }
        }

        root.End = End;
        return tooMany ? null : root;
    }

    /// <summary>Passes over the element whose start is current.</summary>
    public void Skip()
    {
        var open = 1;
        while (open > 0 && Read())
        {
            open += Current switch { Kind.Start => 1, Kind.End => -1, _ => 0 };
        }
    }

    private XmlPart Make(XmlPart? parent)
    {
        var part = new XmlPart { Name = Name, Namespace = Namespace, Parent = parent, Start = Start };
        foreach (var attribute in Attributes)
        {
            part.Add(attribute);
        }

        return part;
    }
}
