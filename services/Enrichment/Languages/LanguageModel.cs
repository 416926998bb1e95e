using System.Buffers.Binary;
using System.IO.Compression;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>
/// Profiles of languages: for each n-gram of up to four UTF-16 units, which languages use it and how much. Built by
/// <c>Dictionaries/languages.mjs</c>, which also describes the file.
/// </summary>
internal sealed class LanguageModel
{
    public const int Longest = 4;

    // Grams in the files, so that nothing is grown while they are read.
    private const int Expected = 372_320;

    private readonly HashIndex grams;
    private readonly int[] ends;
    private readonly byte[] postings;

    private LanguageModel(IEnumerable<string[]> classes, IReadOnlyList<string> files)
    {
        Classes = [.. classes.Select(row => new LanguageClass(row[0], row[1]))];
        var rows = new List<int>(Expected) { 0 };
        var members = new List<byte>(Expected * 4);
        grams = new HashIndex(Expected);
        foreach (var file in files)
        {
            Read(file, rows, members);
        }

        ends = [.. rows];
        postings = [.. members];
    }

    public static LanguageModel Current { get; } = new(
        DictionaryFile.Rows("language-classes.tsv"),
        ["languages.latin-a-l.bin.br", "languages.latin-m-z.bin.br", "languages.other.bin.br"]);

    public LanguageClass[] Classes { get; }

    /// <summary>Pairs of a class and a weight, one behind the other, all that were found.</summary>
    public ReadOnlySpan<byte> Postings => postings;

    /// <summary>Where the pairs of each key stand in <see cref="Postings"/>.</summary>
    public void Find(ReadOnlySpan<ulong> keys, Span<Range> places)
    {
        // In three rounds, so that what each of them reads was asked for in the one before.
        foreach (var key in keys)
        {
            grams.Fetch(Spread(key));
        }

        Span<int> rows = stackalloc int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            rows[i] = grams.Find(Spread(keys[i]));
            Prefetch.At(ends, rows[i]);
        }

        for (var i = 0; i < keys.Length; i++)
        {
            places[i] = rows[i] < 0 ? default : ends[rows[i]]..ends[rows[i] + 1];
            Prefetch.At(postings, places[i].Start.Value);
        }
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

    private void Read(string file, List<int> rows, List<byte> members)
    {
        using var reader = new BinaryReader(new BrotliStream(DictionaryFile.Open(file), CompressionMode.Decompress));
        Span<char> gram = stackalloc char[Longest];
        Span<byte> units = stackalloc byte[2 * Longest];
        for (var more = reader.ReadInt32(); more > 0; more--)
        {
            int shared = reader.ReadByte(), own = reader.ReadByte();
            reader.BaseStream.ReadExactly(units[..(2 * own)]);
            for (var i = 0; i < own; i++)
            {
                gram[shared + i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(units[(2 * i)..]);
            }

            grams.GetOrAdd(Spread(Key(gram[..(shared + own)])), rows.Count - 1);
            members.AddRange(reader.ReadBytes(2 * reader.ReadByte()));
            rows.Add(members.Count);
        }
    }
}

/// <summary>A language in one script.</summary>
/// <param name="Tag">BCP 47, with the script where the language is written in several.</param>
/// <param name="Script">ISO 15924; Hani also for Japanese.</param>
internal sealed record LanguageClass(string Tag, string Script)
{
    public string Language { get; } = Tag.Split('-')[0];
}
