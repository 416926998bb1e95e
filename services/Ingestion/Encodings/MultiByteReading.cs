using System.Globalization;
using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// One two-byte code page of Chinese, Japanese or Korean: valid or not, and what the text costs in half bits. No letter
/// pairs here: the commonest few hundred characters of each language and the level a character stands on in its standard say enough.
/// </summary>
internal sealed class MultiByteReading
{
    private const string SimplifiedHan =
        "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从"
        + "新政党关部长外美总统会议员报民工全市场经济社记者京华今表示问题合两加动力高现实业本开体制第部间利区月电话重点各";

    private const string TraditionalHan =
        "的一是不了人我在有他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其裡所去行過家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從"
        + "新政黨關部長外美總統會議員報民工全市場經濟社記者台灣今表示問題合兩加動力高現實業本開體制第部間利區月電話重點各";

    private const string Syllables =
        "이다는의에을를가고하지도로사한은기리아자나서있어대인시해수보부정일제게들것전그으상구장원스만면과여성비조주연경모치공동소라국적"
        + "신무방관선위안생회당통미군외중발계업화교민실명분세금체결양개진말때까된할했며와오내내였습니합법";

    private const int Frequent = 14;
    private const int Level1 = 24;
    private const int Level2 = 34;
    private const int Extended = 44;
    private const int Kana = 12;
    private const int Punctuation = 14;
    private const int HalfWidthKana = 26;
    private const int Odd = 40;

    /// <summary>Cost by two bytes, 0 for no character at all.</summary>
    private readonly Lazy<byte[]> _costs;

    private readonly Func<int, int, int, int> _level;
    private readonly string _frequent;

    private MultiByteReading(int codePage, string frequent, Func<int, int, int, int> level)
    {
        CodePage = codePage;
        Encoding = EncodingLabels.Of(codePage);
        _frequent = frequent;
        _level = level;
        _costs = new Lazy<byte[]>(Table);
    }

    public int CodePage { get; }

    public Encoding Encoding { get; }

    public static IReadOnlyList<MultiByteReading> All { get; } =
    [
        new(54936, SimplifiedHan, (lead, trail, _) =>
            trail < 0xA1 || lead is < 0xA1 or (> 0xA9 and < 0xB0) or > 0xF7 ? Extended : lead <= 0xD7 ? Level1 : Level2),
        new(950, TraditionalHan, (lead, _, _) => lead is >= 0xA4 and <= 0xC6 ? Level1 : lead is >= 0xC9 and <= 0xF9 ? Level2 : Extended),
        new(932, SimplifiedHan + TraditionalHan, (lead, _, _) => lead is >= 0x88 and <= 0x97 ? Level1 : Level2),
        new(51932, SimplifiedHan + TraditionalHan, (lead, _, _) => lead is >= 0xB0 and <= 0xCF ? Level1 : Level2),
        new(949, Syllables, (lead, trail, character) =>
            lead < 0xA1 || trail < 0xA1 ? Extended : character is >= 0xAC00 and <= 0xD7A3 ? 20 : Level2),
    ];

    /// <summary>Half bits the bytes cost, or null when they are no text of this code page.</summary>
    public long? Cost(ReadOnlySpan<byte> bytes)
    {
        var costs = _costs.Value;
        long cost = 4;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
            {
                continue;
            }

            if (CodePage == 932 && lead is >= 0xA1 and <= 0xDF)
            {
                cost += HalfWidthKana;
                continue;
            }

            if (i + 1 >= bytes.Length)
            {
                break;
            }

            var trail = bytes[i + 1];
            if (CodePage == 54936 && trail is >= 0x30 and <= 0x39)
            {
                if (i + 3 < bytes.Length && !(bytes[i + 2] >= 0x81 && bytes[i + 3] is >= 0x30 and <= 0x39))
                {
                    return null;
                }

                cost += Odd + Odd;
                i += 3;
                continue;
            }

            if (CodePage == 51932 && lead == 0x8F)
            {
                cost += Odd + Odd;
                i += 2;
                continue;
            }

            var pair = costs[(lead << 8) | trail];
            if (pair == 0)
            {
                return null;
            }

            cost += pair;
            i++;
        }

        return cost;
    }

    private byte[] Table()
    {
        var table = new byte[65536];
        var strict = Encoding.GetEncoding(CodePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"));
        Span<byte> pair = stackalloc byte[2];
        Span<char> text = stackalloc char[4];
        for (var lead = 0x81; lead <= 0xFE; lead++)
        {
            for (var trail = 0x40; trail <= 0xFE; trail++)
            {
                pair[0] = (byte)lead;
                pair[1] = (byte)trail;
                var length = strict.GetChars(pair, text);
                if (length == 1 && text[0] != '\uFFFD' && text[0] > 0x7F)
                {
                    table[(lead << 8) | trail] = (byte)CharacterCost(text[0], lead, trail);
                }
            }
        }

        return table;
    }

    private int CharacterCost(char character, int lead, int trail)
    {
        if (_frequent.Contains(character, StringComparison.Ordinal))
        {
            return Frequent;
        }

        return character switch
        {
            >= '\u3040' and <= '\u30FF' => CodePage is 932 or 51932 ? Kana : Odd,
            >= '\u3000' and <= '\u3015' or '，' or '。' or '：' or '；' or '？' or '！' or '（' or '）' or '、' or '“' or '”' or '—' or '…' or '·' => Punctuation,
            >= '\uFF01' and <= '\uFF5E' => Punctuation + 6,
            >= '\uFF61' and <= '\uFF9F' => HalfWidthKana,
            >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' => _level(lead, trail, character),
            _ => char.GetUnicodeCategory(character) is UnicodeCategory.PrivateUse ? Odd + 30 : Odd,
        };
    }
}
