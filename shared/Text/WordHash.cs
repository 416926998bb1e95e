using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NewsPlatform.Text;

/// <summary>
/// The 64-bit hash of a word. Written out here because it is stored: it must give the same value in every process, on
/// every machine and under every version of the runtime, which <see cref="string.GetHashCode()"/> does not.
/// <para>
/// It is the mixing step of wyhash, final version 4.3 (Wang Yi, public domain, github.com/wangyi-fudan/wyhash), over
/// blocks of eight UTF-16 units padded with zeros. wyhash itself branches on the length of its key; lengths of words
/// cannot be predicted, and that alone was 6 of 15 us an article. So a word of up to eight letters takes no branch.
/// </para>
/// </summary>
public static class WordHash
{
    private const ulong Secret0 = 0x2d358dccaa6c78a5, Secret1 = 0x8bb84b93962eacc9, Secret2 = 0x4b33a62ed433d4a3;
    private const int BlockLength = 8;

    /// <summary>Units behind a word that <see cref="OfPadded"/> may read (and ignores).</summary>
    internal const int Padding = BlockLength;

    /// <summary>The hash of a normalised word or text.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        Span<char> last = stackalloc char[2 * BlockLength];
        var seed = Start(text.Length);
        while (text.Length > BlockLength)
        {
            seed = Block(ref MemoryMarshal.GetReference(text), BlockLength, seed);
            text = text[BlockLength..];
        }

        text.CopyTo(last);
        return Finish(Block(ref last[0], text.Length, seed));
    }

    /// <summary>The hash of a word behind which <see cref="Padding"/> more units can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong OfPadded(ref char word, int length)
    {
        var seed = Start(length);
        while (length > BlockLength)
        {
            seed = Block(ref word, BlockLength, seed);
            word = ref Unsafe.Add(ref word, BlockLength);
            length -= BlockLength;
        }

        return Finish(Block(ref word, length, seed));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Start(int length) => Secret0 ^ (ulong)length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Finish(ulong seed) => Mix(seed ^ Secret0, Secret2);

    // The first `length` units of a block of eight; shifting by 64 is spelled as two shifts because C# takes it modulo 64.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Block(ref char units, int length, ulong seed)
    {
        var low = Math.Min(length, 4) * 16;
        var high = Math.Max(length - 4, 0) * 16;
        var first = Read(ref units) & ~(ulong.MaxValue << (low / 2) << (low / 2));
        var second = Read(ref Unsafe.Add(ref units, 4)) & ~(ulong.MaxValue << (high / 2) << (high / 2));
        return Mix(first ^ Secret1, second ^ seed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ref char units)
    {
        var value = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref units));
        return BitConverter.IsLittleEndian ? value : Swapped(value);
    }

    // Four units read as one number: the first one lowest, whatever the machine's byte order.
    private static ulong Swapped(ulong value) => System.Numerics.BitOperations.RotateLeft(
        ((value & 0x0000FFFF0000FFFF) << 16) | ((value >> 16) & 0x0000FFFF0000FFFF), 32);
}
