using System.Buffers.Binary;

namespace NewsPlatform.Ingestion.Formats.Archives;

/// <summary>The check sum of gzip and zip, eight bytes at a step.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = Build();

    private uint _state;

    public readonly uint Value => _state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var state = ~_state;
        var table = Table;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = table[0x700 + (low & 0xFF)] ^ table[0x600 + ((low >> 8) & 0xFF)] ^ table[0x500 + ((low >> 16) & 0xFF)] ^ table[0x400 + (low >> 24)]
                ^ table[0x300 + (high & 0xFF)] ^ table[0x200 + ((high >> 8) & 0xFF)] ^ table[0x100 + ((high >> 16) & 0xFF)] ^ table[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            state = table[(state ^ value) & 0xFF] ^ (state >> 8);
        }

        _state = ~state;
    }

    private static uint[] Build()
    {
        var table = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            var remainder = value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) != 0 ? 0xEDB88320 ^ (remainder >> 1) : remainder >> 1;
            }

            table[value] = remainder;
        }

        for (var i = 256; i < table.Length; i++)
        {
            table[i] = table[table[i - 256] & 0xFF] ^ (table[i - 256] >> 8);
        }

        return table;
    }
}
