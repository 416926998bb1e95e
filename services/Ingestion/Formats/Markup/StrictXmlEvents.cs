using System.Xml;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>Well-formed XML through <see cref="XmlReader"/>: document types ignored, nothing resolved.</summary>
internal sealed class StrictXmlEvents : XmlEvents, IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
        MaxCharactersFromEntities = 1024,
    };

    private readonly XmlReader _reader;
    private readonly IXmlLineInfo _place;
    private readonly LineStarts _lines;
    private readonly int _length;
    private string _text = string.Empty;
    private bool _emptyElement;
    private string _emptyName = string.Empty;
    private string _emptyNamespace = string.Empty;

    public StrictXmlEvents(string text)
    {
        // The declaration speaks of bytes; this is text already, and blank lines before it are a common slip.
        _lines = new LineStarts(text);
        _length = text.Length;
        _reader = XmlReader.Create(new StringReader(text), Settings);
        _place = (IXmlLineInfo)_reader;
    }

    public override string Text => _text;

    public override bool Read()
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            Current = Kind.End;
            (Name, Namespace) = (_emptyName, _emptyNamespace);
            End = NextPlace();
            return true;
        }

        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    Current = Kind.Start;
                    (Name, Namespace) = (_reader.LocalName, _reader.NamespaceURI);
                    Depth = _reader.Depth;
                    // The reader points at the name, one after the bracket.
                    Start = _lines.Place(_place.LineNumber, _place.LinePosition) - 1;
                    _emptyElement = _reader.IsEmptyElement;
                    (_emptyName, _emptyNamespace) = (Name, Namespace);
                    ReadAttributes();
                    return true;
                case XmlNodeType.EndElement:
                    Current = Kind.End;
                    (Name, Namespace) = (_reader.LocalName, _reader.NamespaceURI);
                    Depth = _reader.Depth;
                    var qualified = _reader.Prefix.Length == 0 ? Name.Length : _reader.Prefix.Length + 1 + Name.Length;
                    End = Math.Min(_length, _lines.Place(_place.LineNumber, _place.LinePosition) + qualified + 1);
                    return true;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    if (_reader.Depth == 0)
                    {
                        break;
                    }

                    Current = Kind.Text;
                    Depth = _reader.Depth;
                    _text = _reader.Value;
                    TextLength = _text.Length;
                    return true;
                default:
                    break;
            }
        }

        End = _length;
        return false;
    }

    public void Dispose() => _reader.Dispose();

    private int NextPlace() => Math.Min(_length, Start + 1);

    private void ReadAttributes()
    {
        Attributes.Clear();
        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
            {
                Attributes.Add(new XmlAttribute(_reader.LocalName, _reader.NamespaceURI, _reader.Value));
            }
        }

        _reader.MoveToElement();
    }
}
