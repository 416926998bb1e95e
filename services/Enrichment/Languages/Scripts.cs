namespace NewsPlatform.Enrichment.Languages;

/// <summary>The script of a letter, as the profiles divide them.</summary>
internal static class Scripts
{
    public const int None = 0;

    /// <summary>ISO 15924 codes by number; 0 is no letter or a script without profiles.</summary>
    public static readonly string[] Codes =
    [
        "Zyyy", "Latn", "Cyrl", "Arab", "Deva", "Hang", "Hebr", "Grek", "Armn", "Geor", "Ethi", "Thai", "Laoo", "Khmr", "Mymr", "Tibt",
        "Beng", "Guru", "Gujr", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Thaa", "Cans", "Orya", "Tfng", "Hani",
    ];

    private static readonly byte[] Table = Build();

    public static int Of(char c) => Table[c];

    private static byte[] Build()
    {
        var table = new byte[0x10000];
        Set("Latn", (0x41, 0x5A), (0x61, 0x7A), (0xAA, 0xAA), (0xBA, 0xBA), (0xC0, 0x24F), (0x250, 0x2AF), (0x1E00, 0x1EFF), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A));
        Set("Cyrl", (0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F));
        Set("Arab", (0x620, 0x64A), (0x66E, 0x6D3), (0x6D5, 0x6D5), (0x6EE, 0x6EF), (0x6FA, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8C9), (0xFB50, 0xFDFB), (0xFE70, 0xFEFC));
        Set("Deva", (0x900, 0x963), (0x970, 0x97F));
        Set("Hang", (0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3));
        Set("Hebr", (0x591, 0x5F4), (0xFB1D, 0xFB4F));
        Set("Grek", (0x370, 0x3FF), (0x1F00, 0x1FFF));
        Set("Armn", (0x531, 0x58A));
        Set("Geor", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F));
        Set("Ethi", (0x1200, 0x135F), (0x1380, 0x139F), (0x2D80, 0x2DDF), (0xAB01, 0xAB2E));
        Set("Thai", (0xE01, 0xE4E));
        Set("Laoo", (0xE81, 0xEDF));
        Set("Khmr", (0x1780, 0x17D3));
        Set("Mymr", (0x1000, 0x109F), (0xAA60, 0xAA7F), (0xA9E0, 0xA9FF));
        Set("Tibt", (0xF00, 0xFBC));
        Set("Beng", (0x980, 0x9E3), (0x9F0, 0x9F1));
        Set("Guru", (0xA01, 0xA76));
        Set("Gujr", (0xA81, 0xAE3));
        Set("Taml", (0xB82, 0xBCD));
        Set("Telu", (0xC00, 0xC63));
        Set("Knda", (0xC80, 0xCE3));
        Set("Mlym", (0xD00, 0xD63), (0xD7A, 0xD7F));
        Set("Sinh", (0xD81, 0xDDF));
        Set("Thaa", (0x780, 0x7B1));
        Set("Cans", (0x1400, 0x167F), (0x18B0, 0x18F5));
        Set("Orya", (0xB01, 0xB63), (0xB71, 0xB71));
        Set("Tfng", (0x2D30, 0x2D7F));
        Set("Hani", (0x3005, 0x3007), (0x3041, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F));
        table['×'] = table['÷'] = None;
        return table;

        void Set(string code, params (int First, int Last)[] ranges)
        {
            var number = (byte)Array.IndexOf(Codes, code);
            foreach (var (first, last) in ranges)
            {
                table.AsSpan(first, last - first + 1).Fill(number);
            }
        }
    }
}
