using System.Collections.Frozen;

namespace NewsPlatform.Ingestion.Formats.Dates;

/// <summary>The words dates are written with. Keys are lower case without marks.</summary>
internal static class DateWords
{
    /// <summary>Months by the names of thirteen languages; Arabic has an Egyptian, a Levantine and a Maghrebi set.</summary>
    public static FrozenDictionary<string, int> Months { get; } = Build(
    [
        "jan january janvier janv enero ene januar jänner gennaio gen janeiro ocak oca يناير جانفي ژانویه января янв январь січня stycznia styczeń ιανουάριος ιανουαρίου ιαν január januari",
        "feb february février fevrier févr fevr febrero februar febbraio fevereiro fev şubat şub subat فبراير فيفري فوریه شباط فورية февраля фев февраль lutego φεβρουάριος φεβρουαρίου φεβ február februari",
        "mar march mars marzo märz maerz mär março marco mart مارس آذار اذار марта мар март marca μάρτιος μαρτίου μάρ μαρ márc március maart",
        "apr april avril avr abril abr aprile nisan nis أبريل ابريل إبريل أفريل افريل نيسان آوریل апреля апр апрель kwietnia απρίλιος απριλίου απρ ápr április aprilis",
        "may mai mayo maggio mag maio mayıs مايو ماي أيار ايار مه мая май maja μάιος μαΐου μαι μαϊ máj május mei",
        "jun june juin junio juni giugno giu junho haziran haz يونيو يونيه جوان حزيران ژوئن июня июн июнь czerwca ιούνιος ιουνίου ιουν ιούν jún június",
        "jul july juillet juil julio juli luglio lug julho temmuz tem يوليو يوليه جويلية تموز ژوئیه июля июл июль lipca ιούλιος ιουλίου ιουλ ιούλ júl július",
        "aug august août aout agosto ago ağustos ağu agustos أغسطس اغسطس أوت اوت آب اوت август августа авг sierpnia αύγουστος αυγούστου αυγ αύγ augusztus augustus",
        "sep sept september septembre septiembre setiembre settembre set setembro eylül eyl سبتمبر أيلول ايلول سپتامبر сентября сен сентябрь września σεπτέμβριος σεπτεμβρίου σεπ szept szeptember",
        "oct october octobre octubre oktober okt ottobre ott outubro out ekim eki أكتوبر اكتوبر تشرينالأول تشرينالاول اکتبر октября окт октябрь października οκτώβριος οκτωβρίου οκτ október",
        "nov november novembre noviembre novembro kasım kas kasim نوفمبر تشرينالثاني نوامبر ноября ноя ноябрь listopada νοέμβριος νοεμβρίου νοε νοέ",
        "dec december décembre decembre déc diciembre dic dezember dez dicembre dezembro aralık ara ديسمبر كانونالأول كانونالاول دسامبر декабря дек декабрь grudnia δεκέμβριος δεκεμβρίου δεκ",
    ]);

    /// <summary>January of the Levant shares its first word with December.</summary>
    public const string SecondKanun = "كانونالثاني";

    /// <summary>Levantine months of two words: their first words.</summary>
    public static FrozenSet<string> FirstOfTwo { get; } = FrozenSet.ToFrozenSet(["تشرين", "كانون"]);

    public static FrozenSet<string> Afternoon { get; } = FrozenSet.ToFrozenSet(["pm", "م", "مساء", "مساءا", "ظهرا", "بعدالظهر", "오후", "μμ", "ب"]);

    public static FrozenSet<string> Morning { get; } = FrozenSet.ToFrozenSet(["am", "ص", "صباحا", "오전", "πμ", "ق"]);

    /// <summary>
    /// Zone names with their hours. North American names mean North America, as RFC 822 says; MET and MEST as broadcasters use them.
    /// </summary>
    public static FrozenDictionary<string, double> Zones { get; } = new Dictionary<string, double>
    {
        ["z"] = 0, ["ut"] = 0, ["utc"] = 0, ["gmt"] = 0, ["wet"] = 0, ["zulu"] = 0, ["غرينتش"] = 0, ["جرينتش"] = 0, ["تغ"] = 0,
        ["est"] = -5, ["edt"] = -4, ["et"] = -5, ["cst"] = -6, ["cdt"] = -5, ["ct"] = -6, ["mst"] = -7, ["mdt"] = -6, ["mt"] = -7,
        ["pst"] = -8, ["pdt"] = -7, ["pt"] = -8, ["ast"] = -4, ["adt"] = -3, ["akst"] = -9, ["akdt"] = -8, ["hst"] = -10, ["at"] = -4,
        ["bst"] = 1, ["west"] = 1, ["cet"] = 1, ["cest"] = 2, ["met"] = 1, ["mest"] = 2, ["mez"] = 1, ["mesz"] = 2,
        ["eet"] = 2, ["eest"] = 3, ["msk"] = 3, ["ksa"] = 3, ["trt"] = 3, ["gst"] = 4, ["pkt"] = 5, ["ist"] = 5.5,
        ["sgt"] = 8, ["hkt"] = 8, ["jst"] = 9, ["kst"] = 9, ["aest"] = 10, ["aedt"] = 11, ["nzst"] = 12, ["nzdt"] = 13,
        ["a"] = -1, ["n"] = 1, ["m"] = -12, ["y"] = 12,
    }.ToFrozenDictionary();

    private static FrozenDictionary<string, int> Build(string[] months)
    {
        var names = new Dictionary<string, int> { [SecondKanun] = 1 };
        for (var month = 0; month < months.Length; month++)
        {
            foreach (var name in months[month].Split(' '))
            {
                names.TryAdd(name, month + 1);
            }
        }

        return names.ToFrozenDictionary();
    }
}
