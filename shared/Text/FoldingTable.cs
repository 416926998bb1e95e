using System.Globalization;

namespace NewsPlatform.Text;

/// <summary>What a code point does to the token it stands in. The values are explained in <c>Profiles/n1.txt</c>.</summary>
internal enum FoldKind : byte
{
    Separate,
    Drop,
    Word,
    Solo,
    Open,
    Close,
    Link,
    Hiragana,
    Katakana,
    Voicing,
    Jamo,
    Expand,
    Surrogate,
}

/// <summary>
/// A folding profile, read from its resource: one entry for each of the 65,536 UTF-16 units, so that the pass over
/// a text is one table read a character; code points above them by binary search.
/// </summary>
internal sealed class FoldingTable
{
    /// <summary>Entries of <see cref="Units"/> that are not a folded character.</summary>
    public const ushort Drop = 0, Special = 1, Separate = ' ';

    private readonly List<(int First, int Last, FoldKind Kind)> astral = [];
    private readonly Dictionary<int, string> expansions = [];

    private FoldingTable(TextReader lines)
    {
        Array.Fill(Units, Separate);
        for (var surrogate = 0xD800; surrogate < 0xE000; surrogate++)
        {
            Units[surrogate] = Special;
            Kinds[surrogate] = FoldKind.Surrogate;
        }

        // Kinds first: a fold is one character only where its target is an ordinary letter, which must be known by then.
        var entries = Entries(lines).ToLookup(entry => entry.Kind is FoldKind.Expand);
        foreach (var (first, last, kind, _) in entries[false])
        {
            Set(first, last, kind);
        }

        foreach (var (first, last, _, target) in entries[true])
        {
            for (var code = first; code <= last; code++)
            {
                Set(code, target(code));
            }
        }

        astral.Sort();
    }

    public static FoldingTable Current { get; } = Load("n1.txt");

    /// <summary>Folded character of each unit, or <see cref="Drop"/>, <see cref="Separate"/>, <see cref="Special"/>.</summary>
    public ushort[] Units { get; } = new ushort[0x10000];

    public FoldKind[] Kinds { get; } = new FoldKind[0x10000];

    public string Expansion(int codePoint) => expansions[codePoint];

    public FoldKind Kind(int codePoint)
    {
        if (codePoint < 0x10000)
        {
            return Kinds[codePoint];
        }

        int low = 0, high = astral.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, kind) = astral[middle];
            if (codePoint < first)
            {
                high = middle - 1;
            }
            else if (codePoint > last)
            {
                low = middle + 1;
            }
            else
            {
                return kind;
            }
        }

        return FoldKind.Separate;
    }

    private static FoldingTable Load(string resource)
    {
        using var stream = typeof(FoldingTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The folding profile {resource} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return new FoldingTable(reader);
    }

    private static IEnumerable<(int First, int Last, FoldKind Kind, Func<int, string> Target)> Entries(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line is ['#', ..])
            {
                continue;
            }

            var fields = line.Split(' ');
            var range = fields[0].Split('-');
            int first = Hex(range[0]), last = Hex(range[^1]);
            if (char.IsAsciiLetterLower(fields[1][0]))
            {
                yield return (first, last, Enum.Parse<FoldKind>(fields[1], ignoreCase: true), _ => "");
            }
            else if (fields[1].EndsWith('+'))
            {
                var start = Hex(fields[1][..^1]);
                yield return (first, last, FoldKind.Expand, code => char.ConvertFromUtf32(start + code - first));
            }
            else
            {
                var target = string.Concat(fields.Skip(1).Select(field => field == "-" ? " " : char.ConvertFromUtf32(Hex(field))));
                yield return (first, last, FoldKind.Expand, _ => target);
            }
        }
    }

    private void Set(int first, int last, FoldKind kind)
    {
        if (first > 0xFFFF)
        {
            astral.Add((first, last, kind));
            return;
        }

        for (var code = first; code <= last; code++)
        {
            Kinds[code] = kind;
            Units[code] = kind switch
            {
                FoldKind.Word => (ushort)code,
                FoldKind.Drop => Drop,
                _ => Special,
            };
        }
    }

    private void Set(int code, string folded)
    {
        if (code <= 0xFFFF && folded.Length == 1 && Kinds[folded[0]] is FoldKind.Word)
        {
            Units[code] = folded[0];
            Kinds[code] = FoldKind.Word;
            return;
        }

        expansions[code] = folded;
        if (code > 0xFFFF)
        {
            astral.Add((code, code, FoldKind.Expand));
        }
        else
        {
            Units[code] = Special;
            Kinds[code] = FoldKind.Expand;
        }
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
