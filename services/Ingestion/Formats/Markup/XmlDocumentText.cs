using System.Xml;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// An XML document in memory that is read strictly where it is well-formed and leniently where it is not. Well-formedness
/// is tried once, before anything is given out, so that a fault at the end does not read the beginning twice.
/// </summary>
internal sealed class XmlDocumentText
{
    /// <summary>Characters of a document. The largest feeds, of podcasts with thousands of episodes, have ten million.</summary>
    private const int MaxCharacters = 16 << 20;

    /// <summary>Tags and texts of a document. A feed of 10,000 entries has half a million.</summary>
    private const int MaxEvents = 2_000_000;

    private readonly string _text;
    private readonly int _maxDepth;
    private readonly IReadOnlyDictionary<string, string> _entities;

    private XmlDocumentText(string text, int maxDepth, IReadOnlyDictionary<string, string> entities, string? fault)
    {
        _text = text;
        _maxDepth = maxDepth;
        _entities = entities;
        Fault = fault;
    }

    /// <summary>What is not well-formed, or null.</summary>
    public string? Fault { get; }

    /// <summary>Prepares a document; false when it is refused.</summary>
    public static bool TryOpen(InputDocument document, string text, ReadingLimits limits, out XmlDocumentText opened)
    {
        opened = null!;
        if (text.Length > MaxCharacters)
        {
            document.Refuse(RefusalReason.TooLarge, $"An XML document may have {MaxCharacters >> 20} million characters; this one has {text.Length >> 20}.");
            return false;
        }

        var entities = DocumentType.Entities(text, out var bomb);
        if (entities is null)
        {
            document.Refuse(RefusalReason.EntityExpansion, bomb!);
            return false;
        }

        if (!TryWellFormed(document, text, limits, out var fault))
        {
            return false;
        }

        opened = new XmlDocumentText(text, limits.MaxDepth, entities, fault);
        if (fault is not null)
        {
            document.Note($"not well-formed XML, read leniently ({fault})");
        }

        return true;
    }

    /// <summary>The document from its start.</summary>
    public XmlEvents Events() => Fault is null ? new StrictXmlEvents(_text) : new LenientXmlEvents(_text, _maxDepth, _entities);

    private static bool TryWellFormed(InputDocument document, string text, ReadingLimits limits, out string? fault)
    {
        fault = null;
        try
        {
            using var events = new StrictXmlEvents(text);
            var seen = 0;
            while (events.Read())
            {
                if (events.Depth > limits.MaxDepth)
                {
                    document.Refuse(RefusalReason.NestedTooDeeply, $"Its elements are nested more than {limits.MaxDepth} deep.");
                    return false;
                }

                if (++seen > MaxEvents)
                {
                    document.Refuse(RefusalReason.TooLarge, $"A document may have {MaxEvents} tags and texts.");
                    return false;
                }

                if ((seen & 1023) == 0 && document.Deadline.Passed)
                {
                    document.Refuse(RefusalReason.TooSlow, $"It took more than {limits.TimeBudget.TotalSeconds:0} s to read.");
                    return false;
                }
            }
        }
        catch (XmlException notWellFormed)
        {
            // Half the feeds of the world end here; the lenient reader takes over and the note says where.
            fault = $"line {notWellFormed.LineNumber}, column {notWellFormed.LinePosition}";
        }

        return true;
    }
}
