using System.Text;

namespace NewsPlatform.Ingestion.Formats.Tables;

/// <summary>
/// Cuts a table into its records as it streams by: quoted line ends belong to their field, a quote that is never closed
/// costs one record instead of the rest of the file.
/// </summary>
internal sealed class RecordSlicer(TextReader reader, char delimiter, Encoding encoding, long start, int maxLength)
{
    /// <summary>Unclosed quotes after which quoted line ends are no longer believed: each costs a look at up to one record's length.</summary>
    private const int MaxRepairs = 3;

    private char[] _buffer = new char[64 << 10];
    private int _from;
    private int _filled;
    private bool _ended;
    private int _repairs;
    private long _position = start;

    /// <param name="Text">The record without its line end.</param>
    /// <param name="Start">Its first byte in the document.</param>
    /// <param name="End">The byte after its last.</param>
    /// <param name="Fault">What is wrong with it, or null.</param>
    public readonly record struct Slice(string Text, long Start, long End, Refusal? Fault);

    public IEnumerable<Slice> Slices()
    {
        while (true)
        {
            var length = Find(out var fault, out var terminator);
            if (length == 0 && terminator == 0)
            {
                yield break;
            }

            var record = fault is { Reason: RefusalReason.TooLarge } ? string.Empty : new string(_buffer, _from, length);
            var bytes = encoding.GetByteCount(_buffer, _from, length);
            var begin = _position;
            _position += bytes + encoding.GetByteCount(_buffer, _from + length, terminator);
            _from += length + terminator;
            if (fault is { Reason: RefusalReason.TooLarge })
            {
                SkipLine();
            }

            yield return new Slice(record, begin, begin + bytes, fault);
        }
    }

    /// <summary>The length of the next record in the buffer, and of the line end behind it.</summary>
    private int Find(out Refusal? fault, out int terminator)
    {
        fault = null;
        var at = 0;
        var quoted = false;
        var fieldStart = true;
        var firstLine = -1;
        while (true)
        {
            if (!Has(at))
            {
                if (quoted && _repairs < MaxRepairs)
                {
                    return Repair(firstLine, at, out fault, out terminator);
                }

                terminator = 0;
                return at;
            }

            var c = _buffer[_from + at];
            if (quoted)
            {
                if (c == '"')
                {
                    if (Has(at + 1) && _buffer[_from + at + 1] == '"')
                    {
                        at++;
                    }
                    else
                    {
                        quoted = false;
                    }
                }
                else if (c == '\n' && firstLine < 0)
                {
                    firstLine = at;
                }
            }
            else if (c == '\n' || (c == '\r' && !(Has(at + 1) && _buffer[_from + at + 1] == '\n')))
            {
                terminator = 1;
                return at;
            }
            else if (c == '\r')
            {
                terminator = 2;
                return at;
            }
            else if (c == '"' && fieldStart && _repairs < MaxRepairs)
            {
                quoted = true;
            }

            fieldStart = c == delimiter;
            if (++at > maxLength)
            {
                if (quoted && firstLine >= 0 && _repairs < MaxRepairs)
                {
                    return Repair(firstLine, at, out fault, out terminator);
                }

                fault = new Refusal(RefusalReason.TooLarge, $"A record may have {maxLength >> 20} million characters.");
                terminator = 0;
                return at;
            }
        }
    }

    /// <summary>A quote was opened and never closed: the record is its first line, the next begins behind it.</summary>
    private int Repair(int firstLine, int at, out Refusal? fault, out int terminator)
    {
        _repairs++;
        fault = new Refusal(RefusalReason.MalformedTable, "A quote is opened and never closed.");
        terminator = firstLine < 0 ? 0 : 1;
        return firstLine < 0 ? at : firstLine;
    }

    private void SkipLine()
    {
        while (Has(0))
        {
            var end = Array.IndexOf(_buffer, '\n', _from, _filled - _from);
            var until = end < 0 ? _filled : end + 1;
            _position += encoding.GetByteCount(_buffer, _from, until - _from);
            _from = until;
            if (end >= 0)
            {
                return;
            }
        }
    }

    private bool Has(int at)
    {
        while (_from + at >= _filled)
        {
            if (_ended)
            {
                return false;
            }

            if (_from > 0)
            {
                Array.Copy(_buffer, _from, _buffer, 0, _filled - _from);
                _filled -= _from;
                _from = 0;
            }

            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = reader.Read(_buffer, _filled, _buffer.Length - _filled);
            _ended = read == 0;
            _filled += read;
        }

        return true;
    }
}
