using System.Globalization;
using System.Text;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>One language in one code page: what a text would cost if it were that.</summary>
internal sealed class SingleByteReading
{
    /// <summary>Costs in half bits, as in <see cref="LetterModel"/>; dearer the less a newsroom would write it.</summary>
    private const int QuoteOrDash = 10;
    private const int OtherSymbol = 24;
    private const int PrivateOrControl = 70;
    private const int CapitalInsideWord = 12;

    /// <summary>A vowel mark where Arabic writes one: on a letter, or on the sign of doubling.</summary>
    private const int VowelMark = 5;

    /// <summary>One where it never does.</summary>
    private const int StrayMark = 48;

    private const char Doubling = '\u0651';

    private readonly LetterModel _model;
    private readonly byte[] _index = new byte[256];
    private readonly byte[] _symbol = new byte[256];
    private readonly bool[] _upper = new bool[256];
    private readonly bool[] _lower = new bool[256];
    private readonly bool[] _mark = new bool[256];

    private SingleByteReading(LetterModel model, int codePage, int prior)
    {
        _model = model;
        CodePage = codePage;
        Prior = prior;
        Encoding = EncodingLabels.Of(codePage);
        Characters = new char[256];
        Span<byte> one = stackalloc byte[1];
        for (var value = 0; value < 256; value++)
        {
            one[0] = (byte)value;
            var character = Encoding.GetString(one)[0];
            Characters[value] = character;
            _index[value] = (byte)model.IndexOf(character);
            _upper[value] = char.IsUpper(character);
            _lower[value] = char.IsLower(character);
            _symbol[value] = (byte)SymbolCost(character);
            _mark[value] = character is >= '\u064B' and <= '\u0652';
        }
    }

    public int CodePage { get; }

    public Encoding Encoding { get; }

    public string Language => _model.Language;

    /// <summary>Half bits added before any evidence: among equals the commoner page of this platform's sources wins.</summary>
    public int Prior { get; }

    /// <summary>What each byte stands for.</summary>
    public char[] Characters { get; }

    /// <summary>Latin letters cost more a byte, since both neighbours of an accented letter are counted with it.</summary>
    public bool Latin => _model.Alphabet[0] < 0x80;

    public static IReadOnlyList<SingleByteReading> All { get; } =
        [.. LetterModel.All.SelectMany(model => model.CodePages.Select((page, place) =>
            new SingleByteReading(model, page, (page is 1252 or 1256 ? 0 : 4) + (4 * place))))];

    /// <summary>Half bits the bytes cost in this reading. Only places that touch a byte above 0x7F count: the rest is the same in all of them.</summary>
    public long Cost(ReadOnlySpan<byte> bytes)
    {
        long cost = Prior;
        byte previous = (byte)' ';
        byte mark = 0;
        foreach (var value in bytes)
        {
            if (_mark[value])
            {
                // Poems and scripture mark every vowel; the letters under the marks follow one another as ever.
                cost += _index[previous] <= LetterModel.Foreign || (mark != 0 && Characters[mark] != Doubling && Characters[value] != Doubling) ? StrayMark : VowelMark;
                mark = value;
                continue;
            }

            mark = 0;
            if ((value | previous) >= 0x80)
            {
                int from = _index[previous], to = _index[value];
                if (value >= 0x80 && to == LetterModel.Edge)
                {
                    cost += _symbol[value];
                }

                if (from != LetterModel.Edge || to != LetterModel.Edge)
                {
                    cost += _model.Cost(from, to);
                }

                if (_upper[value] && _lower[previous])
                {
                    cost += CapitalInsideWord;
                }
            }

            previous = value;
        }

        return cost;
    }

    private static int SymbolCost(char character) => character switch
    {
        '\u00A0' or '«' or '»' or '“' or '”' or '„' or '‘' or '’' or '‚' or '–' or '—' or '…' or '•' or '،' or '؛' or '؟' => QuoteOrDash,
        '\u200C' or '\u200D' or '\u200E' or '\u200F' or '·' or '°' or '©' or '®' or '€' or '£' or '§' or 'º' or 'ª' or '¿' or '¡' or '№' or '™'
            => QuoteOrDash + 4,
        var c when char.IsControl(c) || c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            => PrivateOrControl,
        >= '\u2500' and <= '\u25FF' => OtherSymbol + 12,
        _ => OtherSymbol,
    };
}
