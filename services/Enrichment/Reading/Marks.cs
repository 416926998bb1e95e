namespace NewsPlatform.Enrichment.Reading;

/// <summary>What a character between words is.</summary>
internal static class Marks
{
    private static readonly Gap[] Table = Build();

    public static Gap Of(char c) => c < Table.Length ? Table[c] : c switch
    {
        '。' or '！' or '？' or '．' => Gap.StrongStop,
        '、' or '，' or '﹐' => Gap.Comma,
        '；' => Gap.Semicolon,
        '：' => Gap.Colon,
        '「' or '」' or '『' or '』' or '《' or '》' or '〈' or '〉' or '＂' => Gap.Quote,
        '（' or '﴾' or '【' => Gap.OpenBracket,
        '）' or '﴿' or '】' => Gap.CloseBracket,
        '\u3000' or '\uFEFF' => Gap.Space,
        _ => Gap.Other,
    };

    public static bool IsQuote(char c) => Of(c) == Gap.Quote;

    // Everything below U+2E80, where the punctuation of the alphabetic scripts stands.
    private static Gap[] Build()
    {
        var table = new Gap[0x2E80];
        Array.Fill(table, Gap.Other);
        Set(" \t\u00A0\u2002\u2003\u2009\u200A\u202F\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069", Gap.Space);
        Set("\n\r\u2028\u2029", Gap.Line);
        Set(",،‚", Gap.Comma);
        Set(":", Gap.Colon);
        Set(";؛", Gap.Semicolon);
        Set(".…", Gap.Stop);
        Set("!?؟۔¿¡।॥։፧።", Gap.StrongStop);
        Set("\"“”„‟«»″‹›", Gap.Quote);
        Set("([{", Gap.OpenBracket);
        Set(")]}", Gap.CloseBracket);
        Set("-–—‒―‐‑ـ", Gap.Dash);
        Set("/\\|", Gap.Slash);
        Set("•▪◦‣●■·*", Gap.Bullet);
        Set("'’‘ʼ`", Gap.Apostrophe);

        // Marks above and below letters belong to the word they stand on.
        for (var mark = '\u064B'; mark <= '\u065F'; mark++)
        {
            table[mark] = Gap.None;
        }

        return table;

        void Set(string characters, Gap gap)
        {
            foreach (var c in characters)
            {
                table[c] = gap;
            }
        }
    }
}
