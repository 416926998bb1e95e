using System.Collections.Frozen;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Names;

/// <summary>
/// Reads a person's name at a place in a text. Arabic has no capitals, so a name goes on for as long as its words are
/// names or are no words of the language.
/// </summary>
internal static class NameReader
{
    // Own words of a name, particles not counted: "محمد بن سلمان بن عبدالعزيز" has three.
    private const int MostWords = 4;

    private static readonly FrozenSet<ulong> Particles = Hashes(
        "بن", "ابن", "بنت", "آل", "أبو", "أبا", "أبي", "أم", "عبد", "فون", "فان", "دي", "دير", "دو", "دا", "لا", "لو", "سان", "الدين", "أوغلو", "أوف", "ذو", "ولد",
        "de", "del", "van", "von", "der", "den", "di", "da", "dos", "la", "le", "al", "el", "bin", "ibn", "ben", "abu", "ter", "af");

    // Particles that a name never ends with.
    private static readonly FrozenSet<ulong> GoOn = Hashes(
        "بن", "ابن", "بنت", "آل", "أبو", "أبا", "أبي", "أم", "عبد", "فون", "فان", "دي", "دير", "دو", "دا", "لا", "لو", "سان", "ولد", "de", "del", "van", "von", "der", "di", "da", "al", "el", "bin", "ibn", "ben", "abu");

    // Letters of the Latin alphabet by their English names: "أليكسوس جي. جرينكويتش".
    private static readonly FrozenSet<ulong> Letters = Hashes(
        "إيه", "بي", "سي", "دي", "إي", "إف", "جي", "إتش", "آي", "جيه", "جاي", "كيه", "كاي", "إل", "إم", "إن", "أو", "كيو", "آر", "إس", "تي", "يو", "في", "دبليو", "إكس", "واي", "زد");

    public static bool IsParticle(Passage passage, int word) => Particles.Contains(passage.Hash(word));

    /// <summary>The letters written onto a word that is a known name without them; -1 where it is none.</summary>
    public static int KnownName(Passage passage, int word, WordTraits traits)
    {
        if (passage.Facts(word).Is(traits))
        {
            return 0;
        }

        var text = passage.Word(word);
        if (text.Length < 4 || text[0] is not ('و' or 'ف' or 'ل' or 'ب' or 'ك'))
        {
            return -1;
        }

        var at = text[0] is 'و' or 'ف' ? 1 : 0;
        if (at == 1 && Is(text[1..], traits))
        {
            return 1;
        }

        return text.Length > at + 3 && text[at] is 'ل' or 'ب' or 'ك' && Is(text[(at + 1)..], traits) ? at + 1 : -1;
    }

    /// <summary>The word behind the name that starts here, or the same word where none does.</summary>
    /// <param name="passage">The text.</param>
    /// <param name="findings">What the dictionaries found in it.</param>
    /// <param name="first">The first word.</param>
    /// <param name="titled">A title stands before it, so that a first word nobody knows may be a name.</param>
    /// <param name="clitics">Letters written onto the first word.</param>
    public static int Read(Passage passage, Findings findings, int first, bool titled, out int clitics)
    {
        clitics = 0;
        if (first >= passage.Count)
        {
            return first;
        }

        return passage.IsArabic(first) ? ReadArabic(passage, findings, first, titled, out clitics) : ReadLatin(passage, findings, first, titled);
    }

    /// <summary>No word of the language and nothing the dictionaries know: what a foreign name looks like.</summary>
    public static bool IsNameLike(Passage passage, Findings findings, int word)
    {
        var facts = passage.Facts(word);
        var text = passage.Word(word);
        if (facts.Is(WordTraits.Stop | WordTraits.Common) || text.Length < 2 || passage.IsNumber(word) || !passage.IsArabic(word) || passage.HasTanwin(word))
        {
            return false;
        }

        // Possessives and the tenth verb form: inflection that no name shows.
        if (text.Length > 4 && (text.EndsWith("ها") || text.EndsWith("هم") || text.EndsWith("هما") || text.StartsWith("يست") || text.StartsWith("تست")))
        {
            return false;
        }

        foreach (var match in findings.At(word))
        {
            if (match.Kind is not (Kind.Category or Kind.Publisher or Kind.Agency) && match.Clitics == 0)
            {
                return false;
            }
        }

        return facts.Is(WordTraits.Doubtful | WordTraits.GivenName | WordTraits.FamilyName)
            || !IsInflected(text) && Vocabulary.Current.StemRank(passage.Stem(word)) == 0;
    }

    private static int ReadArabic(Passage passage, Findings findings, int first, bool titled, out int clitics)
    {
        clitics = KnownName(passage, first, WordTraits.GivenName | WordTraits.FamilyName);
        var known = clitics >= 0;
        if (!known)
        {
            clitics = 0;
            if (!titled || !(IsNameLike(passage, findings, first) || GoOn.Contains(passage.Hash(first))))
            {
                return first;
            }
        }

        var own = GoOn.Contains(passage.Hash(first)) ? 0 : 1;
        var behind = first + 1;
        while (behind < passage.Count && own < MostWords && Continues(passage, behind))
        {
            if (Particles.Contains(passage.Hash(behind)))
            {
                behind++;
                continue;
            }

            if (IsInitial(passage, behind) && (passage.Gap(behind + 1) & Gap.Stop) != 0)
            {
                // An initial.
                behind++;
                continue;
            }

            if (!IsLaterName(passage, findings, behind, own))
            {
                break;
            }

            own++;
            behind++;
        }

        while (behind > first + 1 && (GoOn.Contains(passage.Hash(behind - 1)) || (IsInitial(passage, behind - 1) && (passage.Gap(behind) & Gap.Stop) != 0)))
        {
            behind--;
        }

        return own == 0 ? first : behind;
    }

    // A second or later word of a name.
    private static bool IsLaterName(Passage passage, Findings findings, int word, int own)
    {
        var facts = passage.Facts(word);
        var text = passage.Word(word);
        if (facts.Is(WordTraits.GivenName | WordTraits.FamilyName))
        {
            return !facts.Is(WordTraits.Stop);
        }

        if (text[0] == 'و' && text.Length > 3)
        {
            // "and ...": a name of its own, a title, a word of the language - or a name that begins with this letter.
            // Behind a given and a family name it is the first, whatever it looks like ("زيلينسكي وزعماء").
            var rest = Vocabulary.Current.Find(WordHash.Of(text[1..]));
            if (own > 1 || rest.Traits != WordTraits.None || HasMatchBehindClitic(findings, word))
            {
                return false;
            }
        }
        else if (text[0] is 'ل' or 'ب' && text.Length > 3 && (HasMatchBehindClitic(findings, word) || (text.Length > 4 && text[^1] == 'ه')))
        {
            return false;
        }

        if (passage.HasShortVowel(word))
        {
            // Vowels are written where a word of the language could be misread: "ترامب مُحق".
            return false;
        }

        if (text.StartsWith("ال") && text.Length > 4)
        {
            // A family name with the article, unless the word without it is one of the language or points to a country.
            var bare = Vocabulary.Current.Find(WordHash.Of(text[2..]));
            if (bare.Is(WordTraits.Common | WordTraits.Stop) || HasDefiniteMatch(findings, word))
            {
                return false;
            }
        }

        return IsNameLike(passage, findings, word);
    }

    private static bool HasMatchBehindClitic(Findings findings, int word)
    {
        foreach (var match in findings.At(word))
        {
            if (match.Clitics > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDefiniteMatch(Findings findings, int word)
    {
        foreach (var match in findings.At(word))
        {
            if (match.Definite)
            {
                return true;
            }
        }

        return false;
    }

    private static int ReadLatin(Passage passage, Findings findings, int first, bool titled)
    {
        if (!passage.IsCapital(first) || (!titled && !passage.Facts(first).Is(WordTraits.GivenName)) || IsKnownThing(findings, first))
        {
            return first;
        }

        var behind = first + 1;
        for (var own = 1; behind < passage.Count && own < MostWords && ContinuesLatin(passage, behind); behind++)
        {
            if (passage.IsCapital(behind) && !IsKnownThing(findings, behind))
            {
                own++;
            }
            else if (!Particles.Contains(passage.Hash(behind)))
            {
                break;
            }
        }

        while (behind > first + 1 && !passage.IsCapital(behind - 1))
        {
            behind--;
        }

        return behind;
    }

    private static bool IsKnownThing(Findings findings, int word)
    {
        foreach (var match in findings.At(word))
        {
            if (match.Kind is Kind.Title or Kind.Demonym or Kind.Country or Kind.Organisation or Kind.Month or Kind.Weekday or Kind.Region)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Continues(Passage passage, int word) =>
        (passage.Gap(word) & Gap.Barrier) == 0 || (passage.Gap(word) & Gap.Barrier) == Gap.Stop && IsInitial(passage, word - 1);

    private static bool IsInitial(Passage passage, int word) => passage.Word(word).Length == 1 || Letters.Contains(passage.Hash(word));

    private static bool ContinuesLatin(Passage passage, int word) =>
        (passage.Gap(word) & (Gap.Barrier & ~Gap.Stop | Gap.Other)) == 0
        && ((passage.Gap(word) & Gap.Stop) == 0 || passage.Word(word - 1).Length == 1);

    private static bool IsInflected(ReadOnlySpan<char> word) =>
        (word.StartsWith("وال") || word.StartsWith("بال") || word.StartsWith("كال") || word.StartsWith("فال") || word.StartsWith("لل")) && word.Length > 5;

    private static bool Is(ReadOnlySpan<char> word, WordTraits traits) => word.Length > 2 && Vocabulary.Current.Find(WordHash.Of(word)).Is(traits);

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();
}
