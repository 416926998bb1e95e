using System.Collections.Frozen;
using System.Globalization;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dates;

/// <summary>Reads a date at a place in a text: "28 سبتمبر (أيلول) 2023", "الخميس", "9/28/2023", "3 شوال 1436", "September 28, 2023".</summary>
internal static class DateReader
{
    private static readonly FrozenSet<ulong> YearWords = Hashes("عام", "سنة", "من عام", "لعام", "العام", "of", "de");
    private static readonly FrozenSet<ulong> DayWords = Hashes("يوم", "اليوم", "مساء", "صباح", "ليلة", "فجر", "ظهر", "on");
    private static readonly FrozenDictionary<ulong, int> RelativeDays = new Dictionary<string, int>
    {
        ["أمس"] = -1, ["البارحة"] = -1, ["غدا"] = 1, ["yesterday"] = -1, ["today"] = 0, ["tomorrow"] = 1,
    }.ToFrozenDictionary(pair => Hash(pair.Key), pair => pair.Value);

    private static readonly FrozenDictionary<ulong, int> Ordinals = new Dictionary<string, int>
    {
        ["الأول"] = 1, ["الثاني"] = 2, ["الثالث"] = 3, ["الرابع"] = 4, ["الخامس"] = 5, ["السادس"] = 6, ["السابع"] = 7, ["الثامن"] = 8, ["التاسع"] = 9,
        ["العاشر"] = 10, ["الحادي"] = 1, ["العشرين"] = 20, ["العشرون"] = 20, ["الثلاثين"] = 30, ["الثلاثون"] = 30,
    }.ToFrozenDictionary(pair => Hash(pair.Key), pair => pair.Value);

    private static readonly FrozenDictionary<ulong, int> Tens = new Dictionary<string, int>
    {
        ["والعشرين"] = 20, ["والعشرون"] = 20, ["والثلاثين"] = 30, ["والثلاثون"] = 30,
    }.ToFrozenDictionary(pair => Hash(pair.Key), pair => pair.Value);

    private static readonly ulong Teen = Hash("عشر");
    private static readonly FrozenSet<ulong> OfMonth = Hashes("من", "شهر");

    private static readonly ulong Today = Hash("اليوم");

    /// <summary>The date that starts at a word, and the word behind it.</summary>
    public static (PartialDate Date, int Behind)? Read(Passage passage, Findings findings, int at)
    {
        if (findings.TryFind(at, Kind.Weekday, out var weekday))
        {
            var day = (DayOfWeek)weekday.Id;
            var rest = weekday.Behind;
            return rest < passage.Count && IsNear(passage, rest) && Date(passage, findings, rest) is { } dated
                ? (dated.Date with { Weekday = day }, dated.Behind)
                : (new PartialDate(0, 0, 0, day, null), rest);
        }

        if (Date(passage, findings, at) is { } date)
        {
            return date;
        }

        if (RelativeDays.TryGetValue(passage.Hash(at), out var relative))
        {
            return (new PartialDate(0, 0, 0, null, relative), at + 1);
        }

        if (DayWords.Contains(passage.Hash(at)) && at + 1 < passage.Count && IsNear(passage, at + 1))
        {
            // "اليوم الخميس", "مساء أمس": the day word goes with what follows; alone only "اليوم" names a day.
            if (findings.TryFind(at + 1, Kind.Weekday, out _) || RelativeDays.ContainsKey(passage.Hash(at + 1)))
            {
                return Read(passage, findings, at + 1);
            }
        }

        return passage.Hash(at) == Today && at > 0 ? (new PartialDate(0, 0, 0, null, 0), at + 1) : null;
    }

    private static (PartialDate Date, int Behind)? Date(Passage passage, Findings findings, int at)
    {
        if (Number(passage, at) is { } number)
        {
            return Numeric(passage, at) ?? DayFirst(passage, findings, at, number);
        }

        if (Ordinal(passage, at) is { } ordinal)
        {
            return OrdinalDay(passage, findings, ordinal.Behind, ordinal.Number);
        }

        return findings.TryFind(at, Kind.Month, out var month) && month.Clitics == 0 ? MonthFirst(passage, month) : null;
    }

    // "28 سبتمبر 2023", "28 سبتمبر (أيلول) من عام 2023", "10 شوال 1436 هـ".
    private static (PartialDate Date, int Behind)? DayFirst(Passage passage, Findings findings, int at, int day)
    {
        var next = at + 1;
        if (day is < 1 or > 31 || next >= passage.Count)
        {
            return null;
        }

        if (findings.TryFind(next, Kind.Month, out var month) && month.Clitics == 0 && IsNear(passage, next))
        {
            var behind = month.Behind;

            // The same month again in the other family of names.
            if (behind < passage.Count && findings.TryFind(behind, Kind.Month, out var again) && again.Id == month.Id && (passage.Gap(behind) & (Gap.Slash | Gap.OpenBracket | Gap.Dash)) != 0)
            {
                behind = again.Behind;
            }

            var (year, last) = Year(passage, behind, 1800, 2200);
            return (new PartialDate(day, month.Id, year, null, null), last);
        }

        if (findings.TryFind(next, Kind.HijriMonth, out var hijri) && hijri.Clitics == 0 && IsNear(passage, next))
        {
            var (year, last) = Year(passage, hijri.Behind, 1318, 1500);
            return year > 0 && PartialDate.FromHijri(day, hijri.Id, year) is { } date ? (date, last) : null;
        }

        return null;
    }

    // "الخامس من نوفمبر", "الحادي والعشرين من شهر مايو 2024".
    private static (PartialDate Date, int Behind)? OrdinalDay(Passage passage, Findings findings, int at, int day)
    {
        var month = at;
        while (month < Math.Min(at + 2, passage.Count) && OfMonth.Contains(passage.Hash(month)))
        {
            month++;
        }

        if (month == at || month >= passage.Count || !IsNear(passage, month) || !findings.TryFind(month, Kind.Month, out var named) || named.Clitics > 0)
        {
            return null;
        }

        var (year, last) = Year(passage, named.Behind, 1800, 2200);
        return (new PartialDate(day, named.Id, year, null, null), last);
    }

    private static (int Number, int Behind)? Ordinal(Passage passage, int at)
    {
        if (Ordinals.TryGetValue(passage.Hash(at), out var number))
        {
            if (at + 1 >= passage.Count || number >= 20)
            {
                return (number, at + 1);
            }

            var next = passage.Hash(at + 1);
            return next == Teen ? (number + 10, at + 2) : Tens.TryGetValue(next, out var tens) ? (number + tens, at + 2) : (number, at + 1);
        }

        return null;
    }

    // "September 28, 2023", "Sept. 28".
    private static (PartialDate Date, int Behind)? MonthFirst(Passage passage, Match month)
    {
        var at = month.Behind;
        if (at >= passage.Count || passage.IsArabic(month.First) || Number(passage, at) is not (>= 1 and <= 31 and var day))
        {
            return null;
        }

        var (year, last) = Year(passage, at + 1, 1800, 2200);
        return (new PartialDate(day, month.Id, year, null, null), last);
    }

    // "2023-09-28", "28/9/2023", "28-9-2023"; day before month, as Arabic writes, unless that cannot be.
    private static (PartialDate Date, int Behind)? Numeric(Passage passage, int at)
    {
        if (at + 2 >= passage.Count || !IsTight(passage, at + 1) || !IsTight(passage, at + 2)
            || Number(passage, at) is not { } first || Number(passage, at + 1) is not { } second || Number(passage, at + 2) is not { } third)
        {
            return null;
        }

        var (day, month, year) = first > 31 ? (third, second, first) : (first, second, third);
        if (month > 12 && day <= 12)
        {
            (day, month) = (month, day);
        }

        if (day is < 1 or > 31 || month is < 1 or > 12)
        {
            return null;
        }

        if (year is >= 1318 and <= 1500)
        {
            return PartialDate.FromHijri(day, month, year) is { } hijri ? (hijri, at + 3) : null;
        }

        return year is >= 1800 and < 2200 ? (new PartialDate(day, month, year, null, null), at + 3) : null;
    }

    private static (int Year, int Behind) Year(Passage passage, int at, int least, int most)
    {
        var number = at;
        while (number < Math.Min(at + 2, passage.Count) && YearWords.Contains(passage.Hash(number)))
        {
            number++;
        }

        return number < passage.Count && (passage.Gap(number) & (Gap.Line | Gap.Stop)) == 0 && Number(passage, number) is { } year && year >= least && year <= most
            ? (year, number + 1)
            : (0, at);
    }

    private static int? Number(Passage passage, int at)
    {
        // "9 و11 يوليو".
        var word = passage.Word(at);
        word = word.Length > 1 && word[0] == 'و' ? word[1..] : word;
        return word.Length <= 4 && char.IsAsciiDigit(word[0]) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool IsNear(Passage passage, int at) => (passage.Gap(at) & (Gap.Line | Gap.Stop | Gap.StrongStop | Gap.Colon | Gap.Semicolon | Gap.Quote)) == 0;

    private static bool IsTight(Passage passage, int at) =>
        (passage.Gap(at) & (Gap.Slash | Gap.Dash | Gap.Stop)) != 0 && (passage.Gap(at) & (Gap.Space | Gap.Line)) == 0;

    private static FrozenSet<ulong> Hashes(params string[] words) => words.Select(Hash).ToFrozenSet();

    private static ulong Hash(string word) => WordHash.Of(NormalizationProfile.Normalize(word));
}
