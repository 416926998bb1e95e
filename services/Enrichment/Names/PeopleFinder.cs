using System.Collections.Frozen;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Names;

/// <summary>
/// People, by the titles before their names and by known given names; then every other place where one of them is
/// called by family name alone.
/// </summary>
internal sealed class PeopleFinder(EnrichmentContext context, NamesFound names)
{
    // Words between a title and the name: "وزير الطاقة والصناعة والثروة المعدنية السعودي السابق ...".
    private const int MostTitleWords = 9;

    // People of one article; a list of a thousand names is no article, and each new name is compared with those before it.
    private const int MostPeople = 100;

    private static readonly FrozenSet<ulong> Adjectives = Hashes(
        "السابق", "السابقة", "الحالي", "الحالية", "الجديد", "الجديدة", "الراحل", "الراحلة", "المنتخب", "المنتخبة", "المؤقت", "الأسبق", "المكلف", "الخاص",
        "الخاصة", "الأممي", "الأممية", "الدولي", "الدولية", "العام", "العامة", "الأول", "الأعلى", "البارز", "الشهير", "الشاب", "المخضرم", "المحافظ", "اليميني",
        "الاشتراكي", "الجمهوري", "الديمقراطي", "الديموقراطي", "الأوروبي", "الأوروبية", "العربي", "العربية", "الرسمي", "الرسمية", "المساعد", "التنفيذي", "الفني",
        "الإقليمي", "المحلي", "المعروف", "المشارك", "السياسي", "العسكري", "المقال", "المستقيل", "الزائر", "المسلم", "آنذاك", "حينها", "former", "late", "current", "then", "ex", "acting", "outgoing", "incoming", "new");

    private static readonly FrozenSet<ulong> Of = Hashes("باسم", "في", "لدى", "of", "for", "to");

    private readonly Passage passage = context.Body;
    private readonly Findings findings = context.BodyFindings;

    public void Find()
    {
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            if (names.CoverOf(i) != Cover.Nothing)
            {
                continue;
            }

            if (findings.TryFind(i, Kind.Title, out var title))
            {
                i = Math.Max(i, Titled(title) - 1);
            }
            else if (Named(i) is > 0 and var behind)
            {
                i = behind - 1;
            }
        }

        FindFamilyNames();
        NameFully();
    }

    // A title and the name behind it; the word to go on at.
    private int Titled(Match title)
    {
        var start = title.Behind;
        var comma = false;
        for (var at = title.Behind; at < passage.Count && at - title.First < MostTitleWords + title.Words; context.Spend())
        {
            var gap = passage.Gap(at);
            if ((gap & Gap.Barrier) != 0)
            {
                // One comma, or the quotation marks some papers put about names.
                if ((gap & (Gap.Barrier & ~(Gap.Comma | Gap.Quote))) != 0 || comma)
                {
                    break;
                }

                comma = true;
            }

            if (Skip(at, comma) is > 0 and var skipped)
            {
                at = skipped;
                continue;
            }

            var behind = NameReader.Read(passage, findings, at, titled: true, out var clitics);
            if (behind > at && IsBelievable(at, behind, title, at == start, comma, clitics))
            {
                Add(new NameSpan(at, behind, clitics), context.Lexicon.Titles[title.Id] == TitleKind.Kin ? null : Role(title, at));
                return behind;
            }

            if (comma || !IsBodyWord(at, title))
            {
                break;
            }

            at++;
        }

        return title.Behind;
    }

    // What stands between a title and a name: demonyms, bodies and places of the office, adjectives, another title.
    private int Skip(int at, bool behindComma)
    {
        if (findings.TryFind(at, Kind.Organisation, out var body) && !behindComma)
        {
            return body.Behind;
        }

        if (findings.TryFind(at, Kind.Title, out var title) && !IsName(at))
        {
            return title.Behind;
        }

        if (findings.TryFind(at, Kind.Demonym, out var demonym) && (demonym.Definite || !IsName(at)))
        {
            return demonym.Behind;
        }

        if (Adjectives.Contains(passage.Hash(at)) || (!behindComma && Of.Contains(passage.Hash(at))))
        {
            return at + 1;
        }

        foreach (var kind in (ReadOnlySpan<Kind>)[Kind.Country, Kind.Region, Kind.City])
        {
            if (!behindComma && findings.TryFind(at, kind, out var place) && !IsName(at))
            {
                return place.Behind;
            }
        }

        return 0;
    }

    private bool IsName(int at) => passage.Facts(at).Is(WordTraits.GivenName);

    // Words of an office's own name: "وزير الطاقة والصناعة", "مدير عام إدارة المرور".
    private bool IsBodyWord(int at, Match title)
    {
        if (context.Lexicon.Titles[title.Id] != TitleKind.Office || !passage.IsArabic(at) || passage.IsNumber(at))
        {
            return false;
        }

        var word = passage.Word(at);
        return passage.Facts(at).Is(WordTraits.Common)
            ? !passage.Facts(at).Is(WordTraits.Stop) && !findings.TryFind(at, Kind.Verb, out _)
            : word.StartsWith("ال") || word.StartsWith("وال") || word.StartsWith("لل") || findings.TryFind(at, Kind.OrganisationHead, out _);
    }

    private bool IsBelievable(int first, int behind, Match title, bool adjacent, bool comma, int clitics)
    {
        if (clitics > 0 && comma)
        {
            return false;
        }

        var known = NameReader.KnownName(passage, first, WordTraits.GivenName | WordTraits.FamilyName) >= 0;
        if (behind - first > 1)
        {
            return known || !comma || (passage.Gap(behind) & Gap.Barrier) != 0 || behind - first <= 3;
        }

        // One word alone: a known family name, or a word nobody knows right behind an office or an honorific.
        var facts = passage.Facts(first);
        if (facts.Is(WordTraits.FamilyName | WordTraits.Famous) && !facts.Is(WordTraits.Common))
        {
            return true;
        }

        return !comma && adjacent && passage.Word(first).Length > 2
            && context.Lexicon.Titles[title.Id] is TitleKind.Honorific or TitleKind.Office && !facts.Is(WordTraits.Common | WordTraits.Stop);
    }

    // A given name that somebody bears: the word behind the name, or 0.
    private int Named(int at)
    {
        var clitics = NameReader.KnownName(passage, at, WordTraits.GivenName);
        if (clitics < 0 || (passage.IsArabic(at) ? false : !passage.IsCapital(at)))
        {
            return 0;
        }

        // A place of that name, or a street, prize or battle named for somebody.
        if (at > 0 && (passage.Gap(at) & Gap.Barrier) == 0 && findings.TryFind(at - 1, Kind.PlaceWord, out var word) && context.Lexicon.PlaceWords[word.Id])
        {
            return 0;
        }

        var behind = NameReader.Read(passage, findings, at, titled: false, out clitics);
        if (behind - at < 2)
        {
            return 0;
        }

        // Many given names are words ("سعيد", "كريم"): then the next must be a name that is known.
        var first = clitics == 0 ? passage.Facts(at) : Vocabulary.Current.Find(WordHash.Of(passage.Word(at)[clitics..]));
        if (first.Is(WordTraits.Common) && NameReader.KnownName(passage, behind - 1, WordTraits.GivenName | WordTraits.FamilyName) != 0)
        {
            return 0;
        }

        Add(new NameSpan(at, behind, clitics), null);
        return behind;
    }

    private string Role(Match title, int name)
    {
        var behind = name;
        while (behind > title.Behind && (Of.Contains(passage.Hash(behind - 1))))
        {
            behind--;
        }

        return Singular(passage.Slice(title.First, behind, title.Clitics, title.Definite));
    }

    // "وزيري الدفاع البريطاني، غرانت شابس، والفرنسي سيباستيان ليكورنو": each of the two holds one office.
    private static string Singular(string role)
    {
        var space = role.IndexOf(' ', StringComparison.Ordinal);
        var (first, rest) = space < 0 ? (role, "") : (role[..space], role[space..]);
        return first switch
        {
            "وزيري" or "وزيرا" => "وزير" + rest,
            "رئيسي" or "رئيسا" => "رئيس" + rest,
            "المبعوثان" or "المبعوثين" => "المبعوث" + rest,
            _ => role,
        };
    }

    private void Add(NameSpan span, string? role)
    {
        var words = WordsOf(span);
        if (words.Length == 0)
        {
            return;
        }

        context.Spend(1 + (names.Persons.Count / 8));
        var known = names.Persons.FindIndex(person => IsSame(person, words, span));
        if (known < 0 && names.Persons.Count == MostPeople)
        {
            return;
        }

        if (known < 0)
        {
            known = names.Persons.Count;
            names.Persons.Add(new Person(names.Written(span), words));
        }

        var person = names.Persons[known];
        if (words.Length > person.Words.Length)
        {
            person.Words = words;
            person.Name = names.Written(span);
        }

        person.Role ??= role;
        person.Mentions.Add(span);
        names.Claim(span, Cover.Person, known);
    }

    private ulong[] WordsOf(NameSpan span)
    {
        var words = new List<ulong>(4);
        for (var i = span.First; i < span.Behind; i++)
        {
            if (!NameReader.IsParticle(passage, i))
            {
                words.Add(i == span.First && span.Clitics > 0 ? WordHash.Of(passage.Word(i)[Math.Min(span.Clitics, passage.Word(i).Length - 1)..]) : passage.Hash(i));
            }
        }

        return [.. words];
    }

    // The shorter name's words all stand in the longer one, the family name among them; or two spellings of one given name.
    private bool IsSame(Person person, ulong[] words, NameSpan span)
    {
        var (few, many) = words.Length <= person.Words.Length ? (words, person.Words) : (person.Words, words);
        if (few[^1] == many[^1] && few.All(many.Contains))
        {
            return true;
        }

        if (few.Length == 1)
        {
            return few[0] == many[^1];
        }

        if (few[^1] != many[^1] || few.Length != 2 || many.Length != 2)
        {
            return few.Length > 1 && few.All(many.Contains);
        }

        // "فلاديمير" and "فولوديمير زيلينسكي" are one man in one article; "هيلاري" and "بيل كلينتون" are two.
        var mine = names.Written(span).AsSpan();
        var theirs = person.Name.AsSpan();
        return mine[0] == theirs[0] && mine[..mine.IndexOf(' ')].Length > 4 && mine[mine.IndexOf(' ') - 1] == theirs[theirs.IndexOf(' ') - 1];
    }

    // Every other mention by family name alone, and the famous who are never called otherwise.
    private void FindFamilyNames()
    {
        var families = new Dictionary<ulong, int>();
        for (var i = 0; i < names.Persons.Count; i++)
        {
            var words = names.Persons[i].Words;
            families.TryAdd(words[^1], i);
        }

        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            if (names.CoverOf(i) != Cover.Nothing)
            {
                continue;
            }

            var clitics = 0;
            if (!families.TryGetValue(passage.Hash(i), out var person) && !TryBehindClitics(families, i, out person, out clitics))
            {
                person = -1;
                clitics = NameReader.KnownName(passage, i, WordTraits.Famous);
                if (clitics < 0 || !IsFamousAlone(i, clitics))
                {
                    continue;
                }
            }
            else if (IsWordRather(i, clitics))
            {
                continue;
            }

            var span = new NameSpan(i, i + 1, clitics);
            if (person < 0)
            {
                Add(span, null);
                if (names.Persons.Count > 0)
                {
                    families.TryAdd(names.Persons[^1].Words[^1], names.Persons.Count - 1);
                }
            }
            else
            {
                names.Persons[person].Mentions.Add(span);
                names.Claim(span, Cover.Person, person);
            }
        }
    }

    private bool TryBehindClitics(Dictionary<ulong, int> families, int at, out int person, out int clitics)
    {
        person = clitics = 0;
        var word = passage.Word(at);
        for (var off = 1; off <= 2 && word.Length > off + 2; off++)
        {
            if (word[off - 1] is not ('و' or 'ف' or 'ل' or 'ب' or 'ك'))
            {
                return false;
            }

            if (families.TryGetValue(WordHash.Of(word[off..]), out person))
            {
                clitics = off;
                return true;
            }
        }

        return false;
    }

    // A family name that is also a word of the language, or a given name, is believed only with its title or given name.
    private bool IsWordRather(int at, int clitics)
    {
        var facts = clitics == 0 ? passage.Facts(at) : Vocabulary.Current.Find(WordHash.Of(passage.Word(at)[clitics..]));
        if (!passage.IsArabic(at))
        {
            return !passage.IsCapital(at);
        }

        return facts.Is(WordTraits.Common | WordTraits.Stop) || (facts.Is(WordTraits.GivenName) && !facts.Is(WordTraits.Famous)) || StartsPlace(at);
    }

    private bool IsFamousAlone(int at, int clitics) => !IsWordRather(at, clitics) && !(clitics == 0 ? passage.Facts(at) : default).Is(WordTraits.GivenName);

    private bool StartsPlace(int at)
    {
        foreach (var match in findings.At(at))
        {
            if (match.Kind is Kind.City or Kind.Country or Kind.Region or Kind.Organisation)
            {
                return true;
            }
        }

        return false;
    }

    // The fullest form may have been read later than the family name alone; two people may turn out to be one.
    private void NameFully()
    {
        for (var i = 0; i < names.Persons.Count; i++)
        {
            context.Spend();
            var person = names.Persons[i];
            var fullest = person.Mentions.MaxBy(span => (WordsOf(span).Length, -span.First));
            person.Name = names.Written(fullest);
        }
    }

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();
}
