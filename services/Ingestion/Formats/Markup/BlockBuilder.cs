using System.Text;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>
/// Collects running text into paragraphs and sub-headings, whatever walks the markup: white space collapsed, a single line
/// break kept, two in a row a new paragraph.
/// </summary>
internal sealed class BlockBuilder
{
    private readonly List<Block> _blocks = [];
    private readonly StringBuilder _text = new();
    private bool _space;
    private int _breaks;
    private bool _heading;

    /// <summary>Preformatted text keeps its line ends.</summary>
    public bool Preformatted { get; set; }

    public void Text(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is '\n' && Preformatted)
            {
                LineBreak();
            }
            else if (char.IsWhiteSpace(c))
            {
                _space = true;
            }
            else
            {
                if (_breaks > 0 && _text.Length > 0)
                {
                    _text.Append('\n');
                }
                else if (_space && _text.Length > 0)
                {
                    _text.Append(' ');
                }

                _breaks = 0;
                _space = false;
                _text.Append(c);
            }
        }
    }

    /// <summary>A line break; the second in a row ends the paragraph.</summary>
    public void LineBreak()
    {
        if (++_breaks >= 2)
        {
            EndBlock();
        }
    }

    /// <summary>A space even where the markup has none: between table cells.</summary>
    public void Space() => _space = true;

    public void EndBlock()
    {
        if (_text.Length > 0)
        {
            _blocks.Add(new Block(_text.ToString(), _heading));
            _text.Clear();
        }

        _space = false;
        _breaks = 0;
    }

    public void StartHeading()
    {
        EndBlock();
        _heading = true;
    }

    public void EndHeading()
    {
        EndBlock();
        _heading = false;
    }

    public IReadOnlyList<Block> Finish()
    {
        EndBlock();
        return _blocks;
    }
}
