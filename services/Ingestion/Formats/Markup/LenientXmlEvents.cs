using System.Collections.Frozen;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// XML as people break it: bare ampersands, HTML entities, missing or crossed end tags, junk before the prolog, undeclared
/// prefixes, unquoted attributes, control characters, a CDATA section that never ends. Never throws; one pass over the text.
/// </summary>
internal sealed class LenientXmlEvents : XmlEvents
{
    /// <summary>Prefixes feeds use without declaring them.</summary>
    private static readonly FrozenDictionary<string, string> UsualPrefixes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["xml"] = XmlNamespace,
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["content"] = "http://purl.org/rss/1.0/modules/content/",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["rss"] = "http://purl.org/rss/1.0/",
        ["atom"] = "http://www.w3.org/2005/Atom",
        ["media"] = "http://search.yahoo.com/mrss/",
        ["xhtml"] = "http://www.w3.org/1999/xhtml",
        ["itunes"] = "http://www.itunes.com/dtds/podcast-1.0.dtd",
        ["slash"] = "http://purl.org/rss/1.0/modules/slash/",
        ["sy"] = "http://purl.org/rss/1.0/modules/syndication/",
        ["wfw"] = "http://wellformedweb.org/CommentAPI/",
        ["georss"] = "http://www.georss.org/georss",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Elements that cannot hold one of their own kind: a second start ends the first.</summary>
    private static readonly FrozenSet<string> NeverNested = FrozenSet.ToFrozenSet(["item", "entry"], StringComparer.OrdinalIgnoreCase);

    private readonly string _text;
    private readonly IReadOnlyDictionary<string, string>? _entities;
    private readonly List<(string Qualified, string Name, string Namespace, int Prefixes)> _open = [];
    private readonly List<(string Prefix, string Namespace)> _prefixes = [];
    private readonly int _maxDepth;
    private int _at;
    private int _textEnd;
    private bool _references;
    private int _pendingEnds;
    private int _pendingEndPlace;
    private int _pendingStart = -1;

    /// <summary>No section ends from here on: not to be looked for again.</summary>
    private bool _sectionsEnd;

    /// <param name="text">The document.</param>
    /// <param name="maxDepth">Elements deeper than this are passed over, with their ends.</param>
    /// <param name="entities">Entities its document type declares, or null.</param>
    public LenientXmlEvents(string text, int maxDepth, IReadOnlyDictionary<string, string>? entities)
    {
        _text = text;
        _maxDepth = maxDepth;
        _entities = entities;
    }

    public override string Text =>
        _references ? CharacterReferences.Decode(_text[Start.._textEnd], _entities) : _text[Start.._textEnd];

    public override bool Read()
    {
        while (true)
        {
            if (_pendingEnds > 0)
            {
                _pendingEnds--;
                Close();
                return true;
            }

            if (_pendingStart >= 0)
            {
                _at = _pendingStart;
                _pendingStart = -1;
            }
            else if (_at >= _text.Length)
            {
                if (_open.Count == 0)
                {
                    End = _text.Length;
                    return false;
                }

                (_pendingEnds, _pendingEndPlace) = (_open.Count, _text.Length);
                continue;
            }

            var open = _text.IndexOf('<', _at);
            if (open != _at)
            {
                var stop = open < 0 ? _text.Length : open;
                var from = _at;
                _at = stop;
                if (_open.Count > 0 && GiveText(from, stop, references: true))
                {
                    return true;
                }

                continue;
            }

            if (Markup())
            {
                return true;
            }
        }
    }

    /// <summary>Handles the markup at the current place; true when it made an event.</summary>
    private bool Markup()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        if (next == '!')
        {
            return Declaration();
        }

        if (next == '?')
        {
            var end = _text.IndexOf('>', _at);
            _at = end < 0 ? _text.Length : end + 1;
            return false;
        }

        if (next == '/')
        {
            return EndTag();
        }

        if (char.IsLetter(next) || next is '_')
        {
            return StartTag();
        }

        // A bracket that opens nothing is text.
        var place = _at++;
        return _open.Count > 0 && GiveText(place, place + 1, references: false);
    }

    private bool Declaration()
    {
        if (string.CompareOrdinal(_text, _at, "<!--", 0, 4) == 0)
        {
            var end = _text.IndexOf("-->", _at + 4, StringComparison.Ordinal);
            _at = end < 0 ? _text.Length : end + 3;
            return false;
        }

        if (string.CompareOrdinal(_text, _at, "<![CDATA[", 0, 9) == 0)
        {
            var from = _at + 9;
            var end = _sectionsEnd ? -1 : _text.IndexOf("]]>", from, StringComparison.Ordinal);
            if (end < 0)
            {
                _sectionsEnd = true;
                // Unclosed: it ends where the element's own end tag stands, or else at the end.
                var tag = _open.Count == 0 ? -1 : _text.IndexOf("</" + _open[^1].Qualified, from, StringComparison.OrdinalIgnoreCase);
                end = tag < 0 ? _text.Length : tag;
                _at = end;
            }
            else
            {
                _at = end + 3;
            }

            return _open.Count > 0 && GiveText(from, end, references: false);
        }

        _at = DocumentType.End(_text, _at);
        return false;
    }

    private bool EndTag()
    {
        var from = _at + 2;
        var nameEnd = NameEnd(from);
        var qualified = _text[from..nameEnd];
        var bracket = _text.AsSpan(nameEnd).IndexOfAny('<', '>');
        var end = bracket < 0 ? _text.Length : _text[nameEnd + bracket] == '<' ? nameEnd + bracket : nameEnd + bracket + 1;
        _at = end;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Qualified.Equals(qualified, StringComparison.OrdinalIgnoreCase))
            {
                (_pendingEnds, _pendingEndPlace) = (_open.Count - i, end);
                return false;
            }
        }

        return false;
    }

    private bool StartTag()
    {
        var start = _at;
        var nameEnd = NameEnd(_at + 1);
        var qualified = _text[(_at + 1)..nameEnd];
        if (NeverNested.Contains(qualified))
        {
            var same = _open.FindIndex(element => element.Qualified.Equals(qualified, StringComparison.OrdinalIgnoreCase));
            if (same >= 0)
            {
                (_pendingEnds, _pendingEndPlace, _pendingStart) = (_open.Count - same, start, start);
                return false;
            }
        }

        _at = nameEnd;
        Attributes.Clear();
        var declared = 0;
        var attributes = new List<(string Qualified, string Value)>();
        var empty = ReadAttributes(attributes);
        foreach (var (name, value) in attributes)
        {
            if (name.Equals("xmlns", StringComparison.Ordinal))
            {
                _prefixes.Add((string.Empty, value));
                declared++;
            }
            else if (name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                _prefixes.Add((name[6..], value));
                declared++;
            }
        }

        foreach (var (name, value) in attributes)
        {
            if (!name.StartsWith("xmlns", StringComparison.Ordinal))
            {
                var (attributeName, attributeSpace) = Resolve(name, attribute: true);
                Attributes.Add(new XmlAttribute(attributeName, attributeSpace, value));
            }
        }

        if (_open.Count >= _maxDepth)
        {
            _prefixes.RemoveRange(_prefixes.Count - declared, declared);
            return false;
        }

        var (local, space) = Resolve(qualified, attribute: false);
        Current = Kind.Start;
        (Name, Namespace) = (local, space);
        Depth = _open.Count;
        Start = start;
        _open.Add((qualified, local, space, declared));
        if (empty)
        {
            (_pendingEnds, _pendingEndPlace) = (1, _at);
        }

        return true;
    }

    private bool ReadAttributes(List<(string Qualified, string Value)> attributes)
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '>')
            {
                _at++;
                return false;
            }

            if (c == '/' && _at + 1 < _text.Length && _text[_at + 1] == '>')
            {
                _at += 2;
                return true;
            }

            if (c == '<')
            {
                // The tag was never closed; the next one begins here.
                return false;
            }

            var end = NameEnd(_at);
            if (end == _at)
            {
                _at++;
                continue;
            }

            var name = _text[_at..end];
            _at = SkipSpace(end);
            var value = string.Empty;
            if (_at < _text.Length && _text[_at] == '=')
            {
                _at = SkipSpace(_at + 1);
                value = ReadValue();
            }

            // More attributes than any element of a feed has are not kept: the list must not be the bomb.
            if (attributes.Count < 200)
            {
                attributes.Add((name, CharacterReferences.Decode(value, _entities)));
            }
        }

        return false;
    }

    private string ReadValue()
    {
        if (_at >= _text.Length)
        {
            return string.Empty;
        }

        var quote = _text[_at];
        if (quote is '"' or '\'')
        {
            var close = _text.IndexOf(quote, _at + 1);
            if (close >= 0)
            {
                var quoted = _text[(_at + 1)..close];
                _at = close + 1;
                return quoted;
            }

            _at++;
        }

        var from = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<'))
        {
            _at++;
        }

        var value = _text[from.._at];
        if (value.EndsWith('/') && _at < _text.Length && _text[_at] == '>' && quote is not ('"' or '\''))
        {
            _at--;
            value = value[..^1];
        }

        return value;
    }

    private void Close()
    {
        var (_, name, space, declared) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _prefixes.RemoveRange(_prefixes.Count - declared, declared);
        Current = Kind.End;
        (Name, Namespace) = (name, space);
        Depth = _open.Count;
        End = _pendingEndPlace;
    }

    private bool GiveText(int from, int to, bool references)
    {
        if (from == to)
        {
            return false;
        }

        Current = Kind.Text;
        (Start, _textEnd, _references) = (from, to, references);
        TextLength = to - from;
        Depth = _open.Count;
        return true;
    }

    private (string Name, string Namespace) Resolve(string qualified, bool attribute)
    {
        var colon = qualified.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon <= 0 ? string.Empty : qualified[..colon];
        var name = colon < 0 ? qualified : qualified[(colon + 1)..];
        if (prefix.Length == 0 && attribute)
        {
            return (name, string.Empty);
        }

        for (var i = _prefixes.Count - 1; i >= 0; i--)
        {
            if (_prefixes[i].Prefix.Equals(prefix, StringComparison.Ordinal))
            {
                return (name, _prefixes[i].Namespace);
            }
        }

        return prefix.Length == 0 ? (name, string.Empty) : (name, UsualPrefixes.GetValueOrDefault(prefix, "undeclared:" + prefix));
    }

    private int NameEnd(int from)
    {
        var end = from;
        while (end < _text.Length && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('>' or '<' or '=' or '/' or '"' or '\''))
        {
            end++;
        }

        return end;
    }

    private int SkipSpace(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }
}
