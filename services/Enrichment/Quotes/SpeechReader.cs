using System.Collections.Frozen;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Quotes;

/// <summary>
/// Finds the verbs of saying of a text and who says: a name or a role behind the verb (as Arabic puts it), before it, or,
/// where neither stands, whoever spoke last.
/// </summary>
internal sealed class SpeechReader(EnrichmentContext context, NamesFound names, List<QuotedSpan> quotes)
{
    // Words of a subject that is no name: "مستشارة السياسة الخارجية للاتحاد الأوروبي".
    private const int MostSubjectWords = 8;

    // How far before its verb a subject may stand: "وزيرة الدفاع الفرنسية، شددت من جانبها".
    private const int MostWordsBack = 12;

    private static readonly FrozenSet<ulong> That = Hashes("إن", "أن", "بأن", "إنه", "إنها", "إنهم", "إننا", "إنهما", "إني", "أنه", "أنها", "أنهم", "بأنه", "بأنها", "بأنهم", "لأن", "that");
    private static readonly FrozenSet<ulong> Adverbs = Hashes("من", "جانبه", "جانبها", "جهته", "جهتها", "بدوره", "بدورها", "أيضا", "كذلك", "أمس", "اليوم", "يوم", "مساء", "صباح", "قد", "كما", "لاحقا", "سابقا");
    private static readonly FrozenSet<ulong> EndsSubject = Hashes(
        "في", "خلال", "عقب", "أثناء", "بعد", "قبل", "عبر", "على", "إلى", "عن", "من", "ضمن", "لدى", "أمام", "حول", "بشأن", "مع", "لدعم", "الذي", "التي", "الذين", "و", "كما", "حيث", "ذلك", "هذا", "هذه", "صدر", "صدرت", "يوم", "أمس", "اليوم");
    private static readonly FrozenSet<ulong> Pronouns = Hashes("he", "she", "they", "it");

    // "يتوقع أن", "يذكر أن": it is expected, it is recalled; nobody says it.
    private static readonly FrozenSet<ulong> Impersonal = Hashes("يتوقع", "ويتوقع", "يذكر", "ويذكر", "يعتبر", "ويعتبر", "تعتبر", "وتعتبر", "يقال", "ويقال");

    // "تم وصف الموقع": the noun of the verb.
    private static readonly FrozenSet<ulong> Done = Hashes("تم", "يتم", "وتم", "ويتم", "سيتم", "تمت");

    private static readonly FrozenSet<ulong> ButShe = Hashes("لكنها", "لكنه", "ولكنها", "ولكنه", "لكنهم", "إلا", "أنها", "أنه");

    // A role that opens a sentence may be this far before its verb: "رئيس الوزراء الفرنسي أن أوروبا ... ، وأوضح".
    private const int MostWordsToRole = 25;

    private readonly Passage passage = context.Body;
    private readonly Findings findings = context.BodyFindings;

    public List<Speech> Read()
    {
        var speeches = new List<Speech>();
        string? last = null;
        var quote = 0;
        for (var i = 0; i < passage.Count; i++)
        {
            context.Spend();
            while (quote < quotes.Count && quotes[quote].Behind <= i)
            {
                quote++;
            }

            // Words of a quotation are not the reporter's; names in quotation marks ("ستارمر") are passed over too.
            if (quote < quotes.Count && quotes[quote].First <= i)
            {
                continue;
            }

            if (!findings.TryFind(i, Kind.Verb, out var verb) || names.CoverOf(i) != Cover.Nothing
                || (i > 0 && Done.Contains(passage.Hash(i - 1)))
                || (Impersonal.Contains(passage.Hash(i)) && verb.Behind < passage.Count && That.Contains(passage.Hash(verb.Behind))))
            {
                continue;
            }

            var sentence = passage.SentenceOf(i);
            var (speaker, subjectBehind) = passage.IsArabic(i) ? Arabic(verb, sentence, speeches, last) : Latin(verb, sentence, last);
            last = speaker ?? last;
            speeches.Add(new Speech(i, verb.Behind, sentence, speaker, subjectBehind));
            i = verb.Behind - 1;
        }

        return speeches;
    }

    private (string? Speaker, int SubjectBehind) Arabic(Match verb, int sentence, List<Speech> speeches, string? last)
    {
        var end = passage.Sentences[sentence].Behind;
        if (IsParticiple(passage.Word(verb.First)))
        {
            // "معتبرا أن": whoever the sentence is about.
            var main = speeches.Count > 0 && speeches[^1].Sentence == sentence ? speeches[^1].Speaker : null;
            return (main ?? FirstPerson(sentence, verb.First) ?? last, verb.Behind);
        }

        var at = verb.Behind;
        while (at < end && at < verb.Behind + 4 && (Adverbs.Contains(passage.Hash(at)) || findings.TryFind(at, Kind.Weekday, out _)))
        {
            at++;
        }

        if (at < end && Subject(at, end) is { } subject)
        {
            return subject;
        }

        return (Before(sentence, verb.First) ?? last, at);
    }

    // The subject that starts at a word, or null where a clause does.
    private (string Speaker, int Behind)? Subject(int at, int end)
    {
        if (That.Contains(passage.Hash(at)) || passage.IsNumber(at) || (passage.Gap(at) & Gap.Colon) != 0)
        {
            return null;
        }

        // Quotation marks open what was said, unless they stand about a name alone ("وقال «ستارمر» إن").
        if ((passage.Gap(at) & Gap.Quote) != 0 && (names.PersonAt(at) is null || (passage.Gap(BehindCover(at)) & Gap.Quote) == 0))
        {
            return null;
        }

        if (names.PersonAt(at) is { } person)
        {
            return (person.Name, BehindCover(at));
        }

        var titled = findings.TryFind(at, Kind.Title, out var title);
        if (!titled && (EndsSubject.Contains(passage.Hash(at)) || passage.Facts(at).Is(WordTraits.Stop) || findings.TryFind(at, Kind.Verb, out _)))
        {
            return null;
        }

        // Through the title to the name, or to where the words for a body or a role end.
        var behind = titled ? title.Behind : at + 1;
        var comma = false;
        for (; behind < end && behind - at < MostSubjectWords + (titled ? title.Words : 0); behind++)
        {
            context.Spend();
            var gap = passage.Gap(behind);
            if (names.PersonAt(behind) is { } named && titled && (gap & (Gap.Barrier & ~(Gap.Comma | Gap.Quote))) == 0)
            {
                return (named.Name, BehindCover(behind));
            }

            comma |= (gap & Gap.Comma) != 0;
            if (comma || (gap & Gap.Barrier) != 0 || That.Contains(passage.Hash(behind)) || Ends(behind, at))
            {
                break;
            }
        }

        // A role without its holder's name: somebody in this article may hold it.
        var clitics = titled ? title.Clitics : names.CoverOf(at) == Cover.Nothing ? 0 : Clitics(at);
        var role = passage.Text[passage.Start(at, clitics)..passage.End(behind - 1)];
        return (Holder(role)?.Name ?? role, behind);
    }

    // A preposition ends a subject, except where a body follows it: "مسؤول في الرئاسة الأوكرانية".
    private bool Ends(int word, int first) =>
        EndsSubject.Contains(passage.Hash(word)) && !(word == first + 1 && word + 1 < passage.Count && names.CoverOf(word + 1) == Cover.Organisation)
        || findings.TryFind(word, Kind.Verb, out _)
        || findings.TryFind(word, Kind.Weekday, out _)
        || passage.HasTanwin(word);

    // A name or a role earlier in the sentence.
    private string? Before(int sentence, int verb)
    {
        var first = passage.Sentences[sentence].First;
        for (var i = verb - 1; i >= Math.Max(first, verb - MostWordsBack); i--)
        {
            context.Spend();
            if (names.PersonAt(i) is { } person)
            {
                return person.Name;
            }
        }

        // "وكانت فرنسا استبعدت": a country or a body right before the verb.
        if (verb - first is > 0 and <= 3 && NameOf(verb - 1) is { } subject)
        {
            return subject;
        }

        // "وأطلقت كييف هجومها، لكنها أقرت": whoever the sentence's first verb is about.
        if (verb - first > 2 && ButShe.Contains(passage.Hash(verb - 1)) && !passage.Facts(first).Is(WordTraits.Stop) && NameOf(first + 1) is { } actor)
        {
            return actor;
        }

        if (verb - first is > 1 and <= MostWordsToRole && findings.TryFind(first, Kind.Title, out var title) && title.Clitics == 0)
        {
            var behind = title.Behind;
            while (behind < verb && (passage.Gap(behind) & Gap.Barrier) == 0 && !That.Contains(passage.Hash(behind)) && !Ends(behind, first))
            {
                behind++;
            }

            var role = passage.Slice(first, behind);
            return Holder(role)?.Name ?? role;
        }

        return null;
    }

    private string? NameOf(int at) => names.BodyAt(at)?.Name ?? (names.SpotAt(at) is { } spot && spot.Mentions.Exists(span => span.First == at && span.Clitics == 0) ? spot.Name : null);

    private string? FirstPerson(int sentence, int before)
    {
        for (var i = passage.Sentences[sentence].First; i < before; i++)
        {
            context.Spend();
            if (names.PersonAt(i) is { } person)
            {
                return person.Name;
            }
        }

        return null;
    }

    private (string? Speaker, int SubjectBehind) Latin(Match verb, int sentence, string? last)
    {
        var (first, end) = (passage.Sentences[sentence].First, passage.Sentences[sentence].Behind);

        // "said President Macron": behind the verb, only where no subject stands right before it.
        for (var i = verb.First - 1; i >= Math.Max(first, verb.First - MostWordsBack); i--)
        {
            context.Spend();
            if (names.PersonAt(i) is { } person)
            {
                return (person.Name, verb.Behind);
            }

            if (Pronouns.Contains(passage.Hash(i)))
            {
                return (last, verb.Behind);
            }

            if (names.BodyAt(i) is { } body)
            {
                return (body.Name, verb.Behind);
            }
        }

        for (var i = verb.Behind; i < Math.Min(end, verb.Behind + 6); i++)
        {
            if (names.PersonAt(i) is { } person)
            {
                return (person.Name, BehindCover(i));
            }
        }

        return (last, verb.Behind);
    }

    private Person? Holder(string role)
    {
        var folded = NormalizationProfile.Normalize(role);
        return names.Persons.Find(person => person.Role is { } held && NormalizationProfile.Normalize(held) == folded)
            ?? names.Persons.Find(person => person.Role is { } held && IsCounterpart(NormalizationProfile.Normalize(held), folded));
    }

    // "نظيرته الفرنسية فلورنس بارلي" and later "وزيرة الدفاع الفرنسية": the same country and the same gender.
    private static bool IsCounterpart(string held, string role)
    {
        var words = held.Split(' ');
        return words.Length == 2 && words[0].StartsWith("نظير", StringComparison.Ordinal) && role.EndsWith(" " + words[1], StringComparison.Ordinal)
            && words[0].Contains('ت', StringComparison.Ordinal) == role[..role.IndexOf(' ', StringComparison.Ordinal)].EndsWith('ه');
    }

    private int BehindCover(int at)
    {
        var cover = names.CoverOf(at);
        while (at < passage.Count && names.CoverOf(at) == cover)
        {
            at++;
        }

        return at;
    }

    private int Clitics(int at)
    {
        foreach (var span in names.BodyAt(at)?.Mentions ?? [])
        {
            if (span.First == at)
            {
                return span.Clitics;
            }
        }

        return 0;
    }

    // Active participles in the accusative: "مؤكدا", "قائلة", "مشيرين".
    private static bool IsParticiple(ReadOnlySpan<char> verb)
    {
        verb = verb[0] is 'و' or 'ف' && verb.Length > 4 ? verb[1..] : verb;
        return verb[0] == 'م' || verb.StartsWith("قايل") || verb.StartsWith("داعي") || (verb.Length > 4 && verb[1] == 'ا' && verb[^1] is 'ا' or 'ه' && verb[0] is 'ذ' or 'ك' or 'ن' or 'ل' or 'و');
    }

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();
}
