namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>
/// A forward stream that can step back a little: to where the decompressor stopped needing bytes (it takes them in blocks),
/// and to the start of a damaged member.
/// </summary>
internal sealed class ReplayStream(Stream source) : ForwardStream
{
    /// <summary>Bytes kept behind the place of reading. A member that is longer than this and damaged is searched from here on only.</summary>
    private const int Kept = 1 << 20;

    /// <summary>Bytes fetched at a time: few, so that what has been fetched is what has been needed, as the ratio of a bomb is told by.</summary>
    private const int Step = 16 << 10;

    private byte[] _window = new byte[128 << 10];
    private long _windowStart;
    private int _windowLength;
    private int _at;
    private long _mark = -1;

    /// <summary>Where the last block began that was taken.</summary>
    private long _lastTaken;

    public override long Position
    {
        get => _windowStart + _at;
        set => throw new NotSupportedException();
    }

    /// <summary>Remembers this place for <see cref="BackToMark"/>.</summary>
    public void Mark() => _mark = Position;

    /// <summary>Back to the mark and <paramref name="beyond"/> bytes on, or as near as is still kept.</summary>
    public void BackToMark(int beyond) => _at = (int)Math.Clamp(_mark + beyond - _windowStart, 0, _at);

    public void Rewind(int bytes) => _at -= bytes;

    /// <summary>
    /// Looks for a short pattern in the block that was taken last, or right behind it. True with the place behind the
    /// pattern; false with the place unchanged.
    /// </summary>
    public bool Find(ReadOnlySpan<byte> pattern)
    {
        var from = (int)Math.Max(_lastTaken - _windowStart, 0);
        var until = _at;
        while (_windowLength - until < pattern.Length)
        {
            var (before, start) = (_windowStart, _at);
            _at = _windowLength;
            var more = Fill();
            var moved = (int)(_windowStart - before);
            (_at, from, until) = (start - moved, from - moved, until - moved);
            if (!more)
            {
                break;
            }
        }

        var found = _window.AsSpan(from, Math.Min(_windowLength, until + pattern.Length) - from).IndexOf(pattern);
        if (found < 0)
        {
            return false;
        }

        _at = from + found + pattern.Length;
        return true;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _windowLength && !Fill())
        {
            return 0;
        }

        _lastTaken = Position;
        var length = Math.Min(buffer.Length, _windowLength - _at);
        _window.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }

    private bool Fill()
    {
        if (_windowLength == _window.Length)
        {
            if (_window.Length < Kept + (128 << 10))
            {
                Array.Resize(ref _window, Math.Min(_window.Length * 2, Kept + (128 << 10)));
            }
            else
            {
                var drop = _windowLength - Kept;
                Array.Copy(_window, drop, _window, 0, Kept);
                _windowStart += drop;
                _windowLength = Kept;
                _at -= drop;
            }
        }

        var read = source.Read(_window, _windowLength, Math.Min(Step, _window.Length - _windowLength));
        _windowLength += read;
        return read > 0;
    }
}
