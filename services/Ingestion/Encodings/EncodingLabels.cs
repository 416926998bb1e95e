using System.Collections.Frozen;
using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// From the label a document declares to the encoding it is read with. Labels follow the WHATWG table, which writes
/// down what browsers do: <c>iso-8859-1</c> is read as windows-1252, <c>gb2312</c> as GB18030, <c>iso-8859-9</c> as windows-1254.
/// </summary>
internal static class EncodingLabels
{
    private static readonly FrozenDictionary<string, int> CodePages = Table();

    static EncodingLabels() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding behind <paramref name="label"/>, or null when nobody knows that label.</summary>
    public static Encoding? Find(string? label)
    {
        var key = label?.Trim().Trim('"', '\'', ';').Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(key) || key.Length > 40)
        {
            return null;
        }

        return CodePages.TryGetValue(key.Replace('_', '-'), out var codePage) ? Of(codePage) : null;
    }

    /// <summary>The encoding of a Windows code page number. Bytes that are no text in it become U+FFFD.</summary>
    public static Encoding Of(int codePage) => codePage switch
    {
        65001 => Utf8,
        1200 => Utf16Little,
        1201 => Utf16Big,
        // Said outright, since the two-byte pages would otherwise replace with a question mark that nobody can count.
        _ => Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback),
    };

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static Encoding Utf16Little { get; } = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);

    public static Encoding Utf16Big { get; } = new UnicodeEncoding(bigEndian: true, byteOrderMark: false);

    /// <summary>The name shown to people: .NET calls UTF-16 little-endian "utf-16" and GBK "gb2312".</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        866 => "ibm866",
        949 => "euc-kr",
        var _ => encoding.WebName.ToLowerInvariant(),
    };

    private static FrozenDictionary<string, int> Table()
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        void Add(int codePage, string labels)
        {
            foreach (var label in labels.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                table[label] = codePage;
            }
        }

        Add(65001, "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf-8-sig cp65001");
        Add(1200, "utf-16 utf-16le utf16 utf16le unicode ucs-2 iso-10646-ucs-2 csunicode unicodefeff u16");
        Add(1201, "utf-16be utf16be unicodefffe");
        Add(12000, "utf-32 utf-32le utf32 ucs-4 u32");
        Add(12001, "utf-32be utf32be");
        Add(866, "ibm866 866 cp866 csibm866");
        Add(28592, "iso-8859-2 iso8859-2 iso88592 iso-8859-2:1987 iso-ir-101 csisolatin2 l2 latin2 latin-2");
        Add(28593, "iso-8859-3 iso8859-3 iso88593 iso-8859-3:1988 iso-ir-109 csisolatin3 l3 latin3 latin-3");
        Add(28594, "iso-8859-4 iso8859-4 iso88594 iso-8859-4:1988 iso-ir-110 csisolatin4 l4 latin4 latin-4");
        Add(28595, "iso-8859-5 iso8859-5 iso88595 iso-8859-5:1988 iso-ir-144 csisolatincyrillic cyrillic");
        Add(28596, "iso-8859-6 iso8859-6 iso88596 iso-8859-6:1987 iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i "
            + "iso-ir-127 csisolatinarabic arabic asmo-708 ecma-114");
        Add(28597, "iso-8859-7 iso8859-7 iso88597 iso-8859-7:1987 iso-ir-126 csisolatingreek greek greek8 ecma-118 elot-928 sun-eu-greek");
        Add(28598, "iso-8859-8 iso8859-8 iso88598 iso-8859-8:1988 iso-8859-8-e csiso88598e iso-ir-138 csisolatinhebrew hebrew visual");
        Add(38598, "iso-8859-8-i csiso88598i logical");
        Add(28603, "iso-8859-13 iso8859-13 iso885913 latin7 l7");
        Add(28605, "iso-8859-15 iso8859-15 iso885915 csisolatin9 l9 latin9 latin-9");
        Add(20866, "koi8-r koi koi8 koi8r cskoi8r");
        Add(21866, "koi8-u koi8-ru");
        Add(10000, "macintosh mac x-mac-roman csmacintosh");
        Add(10004, "x-mac-arabic macarabic");
        Add(10007, "x-mac-cyrillic x-mac-ukrainian");
        Add(874, "windows-874 cp874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 tis620");
        Add(1250, "windows-1250 cp1250 x-cp1250 win1250 1250");
        Add(1251, "windows-1251 cp1251 x-cp1251 win1251 1251");
        Add(1252, "windows-1252 cp1252 x-cp1252 win1252 1252 iso-8859-1 iso8859-1 iso88591 iso-8859-1:1987 iso-ir-100 "
            + "csisolatin1 l1 latin1 latin-1 ibm819 cp819 ascii us-ascii ansi-x3.4-1968 ansi iso646-us");
        Add(1253, "windows-1253 cp1253 x-cp1253 win1253 1253");
        Add(1254, "windows-1254 cp1254 x-cp1254 win1254 1254 iso-8859-9 iso8859-9 iso88599 iso-8859-9:1989 iso-ir-148 "
            + "csisolatin5 l5 latin5 latin-5");
        Add(1255, "windows-1255 cp1255 x-cp1255 win1255 1255");
        Add(1256, "windows-1256 cp1256 x-cp1256 win1256 1256 windows-arabic ms-arab");
        Add(1257, "windows-1257 cp1257 x-cp1257 win1257 1257");
        Add(1258, "windows-1258 cp1258 x-cp1258 win1258 1258");
        Add(54936, "gb18030 gbk gb2312 gb-2312 gb-2312-80 csgb2312 csiso58gb231280 chinese iso-ir-58 x-gbk cp936 ms936 windows-936 euc-cn x-euc-cn");
        Add(52936, "hz-gb-2312 hz");
        Add(950, "big5 big5-hkscs cn-big5 csbig5 x-x-big5 cp950 ms950 big-5");
        Add(51932, "euc-jp eucjp x-euc-jp x-euc cseucpkdfmtjapanese");
        Add(50220, "iso-2022-jp csiso2022jp");
        Add(932, "shift-jis shiftjis sjis x-sjis ms-kanji ms932 cp932 windows-31j csshiftjis windows-932");
        Add(949, "euc-kr euckr cseuckr korean ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 csksc56011987 iso-ir-149 "
            + "windows-949 cp949 ms949 uhc x-windows-949");
        Add(50225, "iso-2022-kr csiso2022kr");
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
