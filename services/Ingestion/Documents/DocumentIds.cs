using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>Ids are derived from the thing: announcing a document again gives the same articles the same ids.</summary>
internal static class DocumentIds
{
    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public static string OfBytes(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether it can be the id of a document at all.</summary>
    public static bool IsOfDocument(string id) => id.Length == 2 * SHA256.HashSizeInBytes && id.All(char.IsAsciiHexDigitLower);

    /// <summary>The first 128 bits of SHA-256 over the document's id and the article's place in it.</summary>
    public static string OfArticle(string documentId, int position)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{documentId}/{position}")), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
