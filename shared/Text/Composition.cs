namespace NewsPlatform.Text;

/// <summary>
/// The two compositions the folding keeps, so that composed and decomposed spelling come out alike where dropping the
/// mark would lose a letter: kana with their voicing marks, and Hangul syllables (Unicode Standard, section 3.12).
/// </summary>
internal static class Composition
{
    private const int LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7, SyllableBase = 0xAC00;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    /// <summary>A kana under a voicing mark; the kana itself where it takes none.</summary>
    public static char Voice(char kana, char mark)
    {
        var voiced = mark is '\u3099' or '\uFF9E';
        var katakana = kana >= 'ァ';
        var hiragana = katakana ? (char)(kana - 0x60) : kana;
        return hiragana switch
        {
            'は' or 'ひ' or 'ふ' or 'へ' or 'ほ' => (char)(kana + (voiced ? 1 : 2)),
            _ when !voiced => kana,
            >= 'か' and <= 'ち' when (hiragana & 1) == 1 => (char)(kana + 1),
            'つ' or 'て' or 'と' or 'ゝ' => (char)(kana + 1),
            'う' => (char)(kana + 0x4E),
            'わ' or 'ゐ' or 'ゑ' or 'を' when katakana => (char)(kana + 8),
            _ => kana,
        };
    }

    /// <summary>The syllable of what was written last and the next letter; null where they make none.</summary>
    public static char? Syllable(char last, char next)
    {
        int lead = last - LeadBase, vowel = next - VowelBase, tail = next - TailBase, open = last - SyllableBase;
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return (char)(SyllableBase + (((lead * Vowels) + vowel) * Tails));
        }

        return open is >= 0 and < Syllables && open % Tails == 0 && tail is > 0 and < Tails ? (char)(last + tail) : null;
    }
}
