using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NewsPlatform.Enrichment.Dictionaries;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>
/// Profiles of languages: for each n-gram of up to four UTF-16 units, which languages use it and how much. Built by
/// <c>Dictionaries/languages.mjs</c>, which also describes the file.
/// </summary>
internal sealed class LanguageModel
{
    public const int Longest = 4;

    private readonly HashIndex grams;
    private readonly int[] ends;
    private readonly byte[] postings;

    private LanguageModel(Stream file)
    {
        using var reader = new BinaryReader(new BrotliStream(file, CompressionMode.Decompress));
        Classes = new LanguageClass[reader.ReadByte()];
        for (var i = 0; i < Classes.Length; i++)
        {
            Classes[i] = new LanguageClass(ReadText(reader), ReadText(reader));
        }

        var rows = reader.ReadInt32();
        grams = new HashIndex(rows);
        ends = new int[rows + 1];
        var members = new List<byte>(rows * 4);
        Span<char> gram = stackalloc char[Longest];
        Span<byte> units = stackalloc byte[2 * Longest];
        for (var row = 0; row < rows; row++)
        {
            int shared = reader.ReadByte(), more = reader.ReadByte();
            reader.BaseStream.ReadExactly(units[..(2 * more)]);
            for (var i = 0; i < more; i++)
            {
                gram[shared + i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(units[(2 * i)..]);
            }

            grams.GetOrAdd(Spread(Key(gram[..(shared + more)])), row);
            members.AddRange(reader.ReadBytes(2 * reader.ReadByte()));
            ends[row + 1] = members.Count;
        }

        postings = [.. members];
    }

    public static LanguageModel Current { get; } = new(DictionaryFile.Open("languages.bin.br"));

    public LanguageClass[] Classes { get; }

    /// <summary>Pairs of a class and a weight, one behind the other.</summary>
    public ReadOnlySpan<byte> Find(ulong key)
    {
        var row = grams.Find(Spread(key));
        return row < 0 ? default : postings.AsSpan(ends[row]..ends[row + 1]);
    }

    /// <summary>Up to four units as one number, the last one lowest.</summary>
    public static ulong Key(ReadOnlySpan<char> gram)
    {
        var key = 0UL;
        foreach (var unit in gram)
        {
            key = (key << 16) | unit;
        }

        return key;
    }

    // The index takes its places from the middle bits of a hash, so a key is spread first.
    private static ulong Spread(ulong key)
    {
        key *= 0x9E3779B97F4A7C15;
        return key ^ (key >> 29);
    }

    private static string ReadText(BinaryReader reader) => Encoding.ASCII.GetString(reader.ReadBytes(reader.ReadByte()));
}

/// <summary>A language in one script.</summary>
/// <param name="Tag">BCP 47, with the script where the language is written in several.</param>
/// <param name="Script">ISO 15924; Hani also for Japanese.</param>
internal sealed record LanguageClass(string Tag, string Script)
{
    public string Language { get; } = Tag.Split('-')[0];
}
