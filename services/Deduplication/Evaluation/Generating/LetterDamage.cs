using System.Text;

namespace NewsPlatform.Deduplication.Evaluation.Generating;

/// <summary>Damages letters as scanners do: another letter of the same shape, a letter lost, a word torn, two words joined.</summary>
internal static class LetterDamage
{
    // Shapes that differ by their dots, or that scanners take for each other.
    private static readonly string[] Alike =
        ["بتثنيئى", "جحخ", "دذ", "رزو", "سش", "صض", "طظ", "عغ", "فق", "كگ", "هة", "اأإآل", "il1jt", "oced", "uvn", "mw", "bh", "gq", "rs", "ак", "ое", "ип", "нл", "шщ", "вз", "сг"];

    private static readonly Dictionary<char, string> Groups = Alike.SelectMany(group => group, (group, letter) => (letter, group)).ToDictionary();

    public static string Apply(string text, double rate, Random random)
    {
        var damaged = new StringBuilder(text.Length);
        var join = false;
        foreach (var letter in text)
        {
            if (join && letter == ' ')
            {
                join = false;
                continue;
            }

            join = join && char.IsLetter(letter);
            if (!char.IsLetter(letter) || random.NextDouble() >= rate)
            {
                damaged.Append(letter);
                continue;
            }

            switch (random.Next(10))
            {
                case < 6:
                    var group = Groups.GetValueOrDefault(letter);
                    damaged.Append(group is null ? (char)(letter + 1) : group[(group.IndexOf(letter, StringComparison.Ordinal) + 1 + random.Next(group.Length - 1)) % group.Length]);
                    break;
                case < 8:
                    break;
                case 8:
                    damaged.Append(letter).Append(' ');
                    break;
                default:
                    damaged.Append(letter);
                    join = true;
                    break;
            }
        }

        return damaged.ToString();
    }
}
