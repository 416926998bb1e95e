using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NewsPlatform.Text;

/// <summary>
/// Asks the processor for memory before it is read. Where tables are larger than its caches, a look-up costs what waiting for
/// the memory costs; that of many look-ups can be on its way at once.
/// </summary>
public static class Prefetch
{
    /// <summary>Only a hint: should the collector move the array meanwhile, or the processor know none, nothing happens.</summary>
    /// <param name="array">May be missing.</param>
    /// <param name="index">May lie behind the end.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void At<T>(T[]? array, int index)
        where T : unmanaged
    {
        if (Sse.IsSupported && array is not null && (uint)index < (uint)array.Length)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), index)));
        }
    }
}
