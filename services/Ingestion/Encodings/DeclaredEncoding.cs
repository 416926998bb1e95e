using System.Text;
using System.Text.RegularExpressions;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>Finds the encoding a document says it is in: XML prolog, HTML meta element, or the charset of a Content-Type header.</summary>
internal static partial class DeclaredEncoding
{
    /// <summary>
    /// Bytes searched. Browsers stop at 1,024; pages with long heads put the meta element later, and looking further costs nothing.
    /// </summary>
    private const int SearchedBytes = 8192;

    /// <summary>The declared label, or null. <paramref name="document"/> must begin after any byte order mark.</summary>
    public static string? Find(ReadOnlySpan<byte> document)
    {
        var head = Encoding.Latin1.GetString(document[..Math.Min(document.Length, SearchedBytes)]);

        // Only markup declares: a plain text that merely mentions charset=… does not.
        var prolog = Prolog().Match(head);
        if (prolog.Success)
        {
            return prolog.Groups["label"].Value;
        }

        foreach (Match meta in Meta().Matches(head))
        {
            var charset = Charset().Match(meta.Value);
            if (charset.Success)
            {
                return charset.Groups["label"].Value;
            }
        }

        return null;
    }

    /// <summary>The charset parameter of a Content-Type header, or null.</summary>
    public static string? InContentType(string? contentType)
    {
        var charset = contentType is null ? null : Charset().Match(contentType);
        return charset is { Success: true } ? charset.Groups["label"].Value : null;
    }

    [GeneratedRegex("""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["'](?<label>[A-Za-z0-9._:-]+)["']""", RegexOptions.ExplicitCapture)]
    private static partial Regex Prolog();

    [GeneratedRegex("<meta\\b[^>]{0,500}>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Meta();

    [GeneratedRegex("""\bcharset\s*=\s*["']?\s*(?<label>[A-Za-z0-9._:-]+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Charset();
}
