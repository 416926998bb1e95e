using System.Runtime.InteropServices;
using System.Text;

namespace NewsPlatform.Enrichment.Stories;

/// <summary>A <see cref="StoryArticle"/> as bytes, for the log. The first byte is the version: a replica of tomorrow reads yesterday's log.</summary>
internal static class StoryCodec
{
    // Version 1 had hashes of 64 bits.
    private const byte Version = 2, LongHashes = 1;

    public static byte[] Pack(StoryArticle article)
    {
        using var bytes = new MemoryStream(2048);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(article.ArticleId);
        writer.Write(article.At.UtcTicks);
        writer.Write(article.Source);
        writer.Write(article.Headline);
        writer.Write(article.Counts.Length);
        writer.Write(article.Counts);
        foreach (var hashes in (ReadOnlySpan<uint[]>)[article.Terms, article.HeadlineTerms, article.LeadTerms, article.Names, article.Numbers, article.Shingles])
        {
            writer.Write(hashes.Length);
            writer.Write(MemoryMarshal.AsBytes(hashes.AsSpan()));
        }

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are of a later version.</exception>
    public static StoryArticle Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed), Encoding.UTF8);
        var version = reader.ReadByte();
        if (version is not (Version or LongHashes))
        {
            throw new InvalidDataException($"A story's article was logged in version {version}, which this replica cannot read.");
        }

        var (id, at, source, headline) = (reader.ReadString(), reader.ReadInt64(), reader.ReadString(), reader.ReadString());
        var counts = reader.ReadBytes(reader.ReadInt32());
        return new StoryArticle
        {
            ArticleId = id,
            At = new DateTimeOffset(at, TimeSpan.Zero),
            Source = source,
            Headline = headline,
            Counts = counts,
            Terms = Hashes(),
            HeadlineTerms = Hashes(),
            LeadTerms = Hashes(),
            Names = Hashes(),
            Numbers = Hashes(),
            Shingles = Hashes(),
        };

        uint[] Hashes()
        {
            var hashes = new uint[reader.ReadInt32()];
            if (version == LongHashes)
            {
                for (var i = 0; i < hashes.Length; i++)
                {
                    hashes[i] = StoryArticle.Hash(reader.ReadUInt64());
                }
            }
            else
            {
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(hashes.AsSpan()));
            }

            return hashes;
        }
    }
}
