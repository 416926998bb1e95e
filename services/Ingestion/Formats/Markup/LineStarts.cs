namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>From line and column, as XML readers count them, to a place in the text.</summary>
internal sealed class LineStarts
{
    private readonly List<int> _starts = [0];
    private readonly int _length;

    public LineStarts(string text)
    {
        _length = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    /// <summary>Both from 1.</summary>
    public int Place(int line, int column) =>
        line < 1 || line > _starts.Count ? _length : Math.Min(_length, _starts[line - 1] + column - 1);
}
