using System.Text;

namespace NewsPlatform.Ingestion.Formats.Web;

/// <summary>Reads lines and blocks of a web archive from a stream.</summary>
internal sealed class WarcInput(Stream stream)
{
    /// <summary>A header line that is longer is damage.</summary>
    private const int MaxLine = 64 << 10;

    private readonly byte[] _buffer = new byte[64 << 10];
    private int _at;
    private int _filled;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line without its end; null at the end of the stream.</summary>
    public string? Line()
    {
        var line = new List<byte>(128);
        var any = false;
        while (line.Count < MaxLine && (_at < _filled || Fill()))
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var end = rest.IndexOf((byte)'\n');
            var taken = Math.Min(end < 0 ? rest.Length : end + 1, MaxLine - line.Count);
            line.AddRange(rest[..taken]);
            _at += taken;
            Position += taken;
            if (end >= 0)
            {
                break;
            }
        }

        return any ? Encoding.UTF8.GetString([.. line]).TrimEnd('\r', '\n') : null;
    }

    /// <summary>A block of exactly that length; shorter when the stream ends first.</summary>
    public byte[] Block(int length)
    {
        // Grown as it comes: a header may claim any length.
        var block = new MemoryStream(Math.Min(length, 1 << 20));
        while (block.Length < length && (_at < _filled || Fill()))
        {
            var taken = (int)Math.Min(_filled - _at, length - block.Length);
            block.Write(_buffer, _at, taken);
            _at += taken;
            Position += taken;
        }

        return block.ToArray();
    }

    /// <summary>Passes over bytes; false when the stream ends first.</summary>
    public bool Skip(long length)
    {
        while (length > 0)
        {
            if (_at == _filled && !Fill())
            {
                return false;
            }

            var taken = (int)Math.Min(_filled - _at, length);
            _at += taken;
            Position += taken;
            length -= taken;
        }

        return true;
    }

    private bool Fill()
    {
        _at = 0;
        _filled = stream.Read(_buffer);
        return _filled > 0;
    }
}
