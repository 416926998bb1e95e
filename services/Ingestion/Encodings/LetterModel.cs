using System.Globalization;

namespace NewsPlatform.Ingestion.Encodings;

/// <summary>
/// How likely one letter of a language follows another, in half bits: what makes "this is Arabic" a number that can be
/// compared between two readings of the same bytes. Counted over the Universal Declaration of Human Rights in each
/// language (and the seed documents for Arabic); a test counts again and compares.
/// </summary>
internal sealed class LetterModel
{
    /// <summary>Index of everything that is no letter: space, digit, punctuation.</summary>
    public const int Edge = 0;

    /// <summary>Index of letters the language does not use.</summary>
    public const int Foreign = 1;

    /// <summary>Cost of a foreign letter, and of a foreign letter touching one of the language's own: 12 bits, about one in 4,000.</summary>
    public const int ForeignCost = 24;

    /// <summary>Costs are kept in one digit, 0 to 35: 17.5 bits is as unlikely as this model can say.</summary>
    public const int DearestCost = 35;

    private readonly byte[] _costs;
    private readonly int _width;

    public LetterModel(string language, IReadOnlyList<int> codePages, string alphabet, ReadOnlySpan<byte> costs)
    {
        Language = language;
        CodePages = codePages;
        Alphabet = alphabet;
        _width = alphabet.Length + 2;
        if (costs.Length != _width * _width)
        {
            throw new ArgumentException($"{language}: {costs.Length} costs for an alphabet of {alphabet.Length}.", nameof(costs));
        }

        _costs = costs.ToArray();
    }

    public string Language { get; }

    /// <summary>The single-byte code pages this language is written in, likeliest first.</summary>
    public IReadOnlyList<int> CodePages { get; }

    /// <summary>The language's letters in lower case; a letter's index is its place here plus two.</summary>
    public string Alphabet { get; }

    public static IReadOnlyList<LetterModel> All { get; } = Load();

    /// <summary>Half bits it costs to see <paramref name="next"/> after <paramref name="previous"/>.</summary>
    public int Cost(int previous, int next) => _costs[(previous * _width) + next];

    /// <summary>The index of a character in this language.</summary>
    public int IndexOf(char character)
    {
        if (!IsLetter(character))
        {
            return Edge;
        }

        var at = Alphabet.IndexOf(char.ToLowerInvariant(character), StringComparison.Ordinal);
        return at < 0 ? Foreign : at + 2;
    }

    /// <summary>Letters and the marks written on them.</summary>
    public static bool IsLetter(char character) =>
        char.IsLetter(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;

    private static List<LetterModel> Load()
    {
        using var stream = typeof(LetterModel).Assembly.GetManifestResourceStream("letter-models.txt")
            ?? throw new InvalidOperationException("The assembly holds no letter-models.txt.");
        using var reader = new StreamReader(stream);
        var models = new List<LetterModel>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            // language TAB code pages TAB alphabet TAB costs, one base-36 digit each
            var parts = line.Split('\t');
            var codePages = parts[1].Split(',').Select(page => int.Parse(page, CultureInfo.InvariantCulture)).ToArray();
            var costs = parts[3].Select(digit => (byte)(digit <= '9' ? digit - '0' : digit - 'a' + 10)).ToArray();
            models.Add(new LetterModel(parts[0], codePages, parts[2], costs));
        }

        return models;
    }
}
