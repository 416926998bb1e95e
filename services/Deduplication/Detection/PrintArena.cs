using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Where the prints of the window's texts lie: chunks outside the garbage collector's heap, in memory or in files that the
/// operating system pages in and out. The newest texts are compared most and stay in memory by themselves.
/// </summary>
internal sealed unsafe class PrintArena(string? directory) : IDisposable
{
    private const int ChunkSize = 4 << 20;

    private readonly Dictionary<int, Chunk> chunks = [];
    private Chunk? current;
    private int nextId;
    private int used;

    /// <summary>Bytes of the chunks held, in memory or in files.</summary>
    public long Bytes { get; private set; }

    /// <summary>A place for so many bytes that belong to an article; its chunk is given back once all its articles are forgotten.</summary>
    public (int Chunk, int Offset) Take(int bytes, int article, out Span<byte> place)
    {
        // Whatever is stored begins at an even address.
        bytes = (bytes + 1) & ~1;
        if (current is null || used + bytes > current.Size)
        {
            current = new Chunk(Math.Max(ChunkSize, bytes), nextId, directory);
            chunks.Add(nextId++, current);
            Bytes += current.Size;
            used = 0;
        }

        var offset = used;
        used += bytes;
        current.LastArticle = article;
        place = new Span<byte>(current.Address + offset, bytes);
        return (nextId - 1, offset);
    }

    public ReadOnlySpan<byte> Read(int chunk, int offset, int bytes) => new(chunks[chunk].Address + offset, bytes);

    /// <summary>Gives back every chunk whose articles all have lower numbers.</summary>
    public void ReleaseBefore(int article)
    {
        foreach (var (id, chunk) in chunks)
        {
            if (chunk.LastArticle < article && chunk != current)
            {
                chunks.Remove(id);
                Bytes -= chunk.Size;
                chunk.Dispose();
            }
        }
    }

    public void Dispose()
    {
        foreach (var chunk in chunks.Values)
        {
            chunk.Dispose();
        }

        chunks.Clear();
        current = null;
    }

    private sealed class Chunk : IDisposable
    {
        private readonly MemoryMappedFile? file;
        private readonly MemoryMappedViewAccessor? view;

        public Chunk(int size, int id, string? directory)
        {
            Size = size;
            if (directory is null)
            {
                Address = (byte*)NativeMemory.Alloc((nuint)size);
                return;
            }

            // The file is scratch of this process: what it holds is in the log, too.
            var stream = new FileStream(
                Path.Combine(directory, $"prints-{Environment.ProcessId}-{GetHashCode():x8}-{id}"),
                new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, PreallocationSize = size });
            file = MemoryMappedFile.CreateFromFile(stream, null, size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
            view = file.CreateViewAccessor(0, size);
            byte* address = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
            Address = address;
        }

        public byte* Address { get; private set; }

        public int Size { get; }

        public int LastArticle { get; set; }

        public void Dispose()
        {
            if (view is null)
            {
                NativeMemory.Free(Address);
            }
            else
            {
                view.SafeMemoryMappedViewHandle.ReleasePointer();
                view.Dispose();
                file!.Dispose();
            }

            Address = null;
        }
    }
}
