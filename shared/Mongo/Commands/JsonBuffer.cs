using System.Buffers;
using System.Text.Json;

namespace NewsPlatform.Mongo.Commands;

/// <summary>Growing UTF-8 text that can be cut back to an earlier length when a document turns out not to be writable.</summary>
internal sealed class JsonBuffer : IBufferWriter<byte>
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = MongoJson.Encoder,
        MaxDepth = MongoJson.Options.MaxDepth,
        SkipValidation = true,
    };

    private byte[] bytes;

    public JsonBuffer(int capacity = 1024)
    {
        bytes = new byte[capacity];
        Writer = new Utf8JsonWriter(this, WriterOptions);
    }

    public Utf8JsonWriter Writer { get; }

    /// <summary>Only what the writer has flushed.</summary>
    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public void CutTo(int length)
    {
        Writer.Reset();
        Length = length;
    }

    /// <summary>Drops everything before <paramref name="start"/>.</summary>
    public void KeepFrom(int start)
    {
        bytes.AsSpan(start, Length - start).CopyTo(bytes);
        CutTo(Length - start);
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(GetSpan(text.Length));
        Length += text.Length;
    }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(Length);
    }

    private void Reserve(int size)
    {
        if (bytes.Length - Length < Math.Max(size, 1))
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + size));
        }
    }
}
