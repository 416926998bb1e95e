using System.Buffers;

namespace NewsPlatform.Faults.Tests.Proxying;

/// <summary>Cuts the bytes of one connection into the frames of its protocol, and names them.</summary>
internal interface IFraming
{
    /// <summary>The next whole frame; false while more bytes are awaited.</summary>
    bool TryTake(Direction direction, ref ReadOnlySequence<byte> bytes, out ReadOnlySequence<byte> frame, out string word);
}
