using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace NewsPlatform.WebConsole.Words;

/// <summary>The words of the interface, in the language of this request.</summary>
/// <remarks>Two resources by name instead of satellite assemblies: the platform runs without ICU, where cultures have no names.</remarks>
public sealed class Vocabulary(Language language)
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Texts =
        Language.All.ToFrozenDictionary(one => one.Code, Read, StringComparer.Ordinal);

    public Language Language => language;

    /// <summary>A text; a key that has none shows itself, and a test.</summary>
    public string this[string key] => Texts[language.Code].GetValueOrDefault(key, key);

    internal static IReadOnlyDictionary<string, string> Of(Language one) => Texts[one.Code];

    /// <summary>A text with values in it. Each stands in an isolate, so that a Latin name does not turn an Arabic sentence over.</summary>
    public string Say(string key, params ReadOnlySpan<object?> values)
    {
        var isolated = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            isolated[i] = $"\u2068{values[i]}\u2069";
        }

        return string.Format(CultureInfo.InvariantCulture, this[key], isolated);
    }

    /// <summary>A number with its noun: the keys end in the plural categories of the Unicode repository (one, two, few, many, other).</summary>
    public string Count(string key, long number)
    {
        var text = Texts[language.Code].GetValueOrDefault($"{key}.{Category(number)}") ?? this[$"{key}.other"];
        return string.Format(CultureInfo.InvariantCulture, text, Number(number));
    }

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A word of the platform (a state, a fate, a category) in this language; a word nobody translated shows itself.</summary>
    public string Term(string kind, string? word) => word is null ? "" : Texts[language.Code].GetValueOrDefault($"{kind}.{word}", word);

    private string Category(long number) => language.Code == "ar"
        ? number switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ => (number % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
        }
        : number == 1 ? "one" : "other";

    private static FrozenDictionary<string, string> Read(Language one)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream($"words.{one.Code}.resources")
            ?? throw new InvalidOperationException($"The words of {one.Code} are not in the assembly.");
        using var reader = new ResourceReader(stream);
        return reader.Cast<System.Collections.DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }
}
