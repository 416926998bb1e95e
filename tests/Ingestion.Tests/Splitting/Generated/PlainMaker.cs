using System.Text;

namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>
/// A second hand that makes documents: the desk's own styles, each drawn plainly and with words of its own, written without
/// a look at the splitter's tables. What <see cref="DocumentMaker"/> and the splitter both believe does not help here.
/// </summary>
public sealed class PlainMaker(IReadOnlyList<CorpusArticle> articles, int seed)
{
    public static readonly IReadOnlyList<string> Styles =
    [
        "headline twice, no line between", "headline twice, an empty line between", "headline three times", "headline twice, some only once",
        "headline once", "headline on the line above", "single breaks", "single breaks, sub-headings", "story put in under read-also",
        "bullets at the end of each", "numbers at the end of each", "bare lines at the end of each", "credit at the end of each", "dateline",
        "wire copy with contributors and links", "notes and links at the end of each", "teasers under read-more", "teasers, headline once", "read-more before each",
        "no headline on the first", "no headlines, two empty lines", "no headlines, credits", "debris", "Windows line ends, headline twice",
        "Windows line ends, single breaks", "date below the headline", "name below the headline", "lines drawn between", "indented", "fifty stories", "one story", "one story, no headline",
    ];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly List<PlacedArticle> _placed = [];
    private readonly List<string> _related = [];
    private string _break = "\n";
    private Words _words = Words.Arabic;

    public GeneratedDocument Make(string style)
    {
        _words = _random.Next(18) switch { 0 => Words.French, 1 => Words.Spanish, 2 => Words.German, < 6 => Words.English, _ => Words.Arabic };
        var pool = articles.Where(a => a.Language == _words.Language).ToList();
        if (style.StartsWith("Windows", StringComparison.Ordinal))
        {
            _break = "\r\n";
        }

        var count = style switch { "one story" or "one story, no headline" => 1, "fifty stories" => 50, _ => _random.Next(2, 7) };
        foreach (var (article, i) in _random.GetItems(pool.ToArray(), count * 2).DistinctBy(a => a.Title).Take(count).Select((article, i) => (article, i)))
        {
            Place(article, i, style, pool);
        }

        return new GeneratedDocument(style, _text.ToString(), _placed, _related);
    }

    private void Place(CorpusArticle article, int i, string style, List<CorpusArticle> pool)
    {
        var single = style is "single breaks" or "single breaks, sub-headings" or "Windows line ends, single breaks" or "wire copy with contributors and links";
        var gap = single ? 1 : 2;
        if (i > 0)
        {
            Break(style == "no headlines, two empty lines" ? 3 : style == "single breaks, sub-headings" ? 1 : 2);
            if (style == "story put in under read-also" || (style == "teasers under read-more" && i == 1) || style == "read-more before each")
            {
                Line(Pick(style == "story put in under read-also" ? _words.Also : _words.More));
                Break(gap);
            }
            else if (style == "lines drawn between")
            {
                Line(Pick(["----------", "* * *", "_____", "#####", "=====", "ـــــــــ"]));
                Break(2);
            }
        }

        var start = _text.Length;
        var teaser = style is "teasers under read-more" or "teasers, headline once" && i > 0;
        var headless = style is "no headlines, two empty lines" or "no headlines, credits" or "one story, no headline" || (style == "no headline on the first" && i == 0);
        var paragraphs = teaser ? [Cut(article.Body)] : Paragraphs(article.Body);
        if (!headless)
        {
            Headline(article.Title, i, style);
            Break(style == "headline on the line above" ? 1 : gap);
        }

        if (style is "date below the headline" or "name below the headline")
        {
            Line(Pick(style[0] == 'd' ? _words.Date : _words.Name));
            Break(gap);
        }

        var subheads = new List<string>();
        Body(paragraphs, style, gap, subheads);
        After(style, gap, pool);
        _placed.Add(new PlacedArticle(start, headless ? null : article.Title, subheads, teaser, paragraphs));
    }

    private void Headline(string title, int i, string style)
    {
        Line(title);
        var again = style switch
        {
            "headline twice, no line between" or "Windows line ends, headline twice" or "fifty stories" => 1,
            "headline twice, an empty line between" or "teasers under read-more" => 2,
            "headline twice, some only once" => i % 2 == 0 ? 1 : 0,
            "headline three times" => 1,
            _ => 0,
        };
        if (again > 0)
        {
            Break(again);
            Line(title);
        }

        if (style == "headline three times")
        {
            Break(2);
            Line(title);
        }
    }

    private void Body(List<string> paragraphs, string style, int gap, List<string> subheads)
    {
        for (var k = 0; k < paragraphs.Count; k++)
        {
            if (k > 0)
            {
                Break(gap);
                if (style is "single breaks, sub-headings" or "story put in under read-also" && _random.Next(3) == 0 && FromWithin(paragraphs[k]) is { } subhead)
                {
                    Line(subhead);
                    subheads.Add(subhead);
                    Break(gap);
                }
            }

            var paragraph = paragraphs[k];
            if (k == 0 && style is "dateline" or "wire copy with contributors and links" && k == 0)
            {
                paragraph = Pick(_words.Dateline) + paragraph;
            }

            if (style is "debris" or "wire copy with contributors and links" && _random.Next(3) == 0)
            {
                paragraph += Pick(_words.Debris);
            }

            if (style == "indented")
            {
                _text.Append(Pick(["    ", "\t", "\u00A0\u00A0"]));
            }

            Line(paragraph);
        }
    }

    private void After(string style, int gap, List<CorpusArticle> pool)
    {
        if (style is "credit at the end of each" or "no headlines, credits")
        {
            Break(gap);
            Line(Pick(_words.Credit));
        }
        else if (style is "wire copy with contributors and links" or "notes and links at the end of each")
        {
            foreach (var note in new[] { Pick(_words.Contributors), Pick(_words.Link) })
            {
                Break(gap);
                if (_random.Next(2) == 0)
                {
                    Line("__");
                    Break(gap);
                }

                Line(note);
            }
        }
        else if (style is "bullets at the end of each" or "numbers at the end of each" or "bare lines at the end of each")
        {
            Break(gap);
            Line(Pick(_words.Related));
            Break(gap);
            var bullet = Pick(["• ", "- ", "* ", "  • "]);
            var count = _random.Next(3, 8);
            for (var n = 1; n <= count; n++)
            {
                var title = Pick(pool).Title;
                Line((style[0] == 'b' && style[1] == 'u' ? bullet : style[0] == 'n' ? $"{n}. " : string.Empty) + title);
                _related.Add(title);
                if (n < count)
                {
                    Break(1);
                }
            }
        }
    }

    private List<string> Paragraphs(string body)
    {
        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length >= 3 && _random.Next(2) == 0)
        {
            return [.. lines.Take(_random.Next(4, 12))];
        }

        var sentences = string.Join(' ', lines).Replace(". ", ".\n", StringComparison.Ordinal).Replace("؟ ", "؟\n", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries);
        var paragraphs = new List<string>();
        for (var at = 0; at < sentences.Length && paragraphs.Count < 10;)
        {
            var take = _random.Next(1, 4);
            paragraphs.Add(string.Join(' ', sentences.Skip(at).Take(take)));
            at += take;
        }

        return paragraphs;
    }

    private string Cut(string body) =>
        string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(_random.Next(22, 55))).TrimEnd('.', '،', ',', '؟', '!', ':')
        + (_random.Next(4) == 0 ? "..." : string.Empty);

    private string? FromWithin(string paragraph)
    {
        var words = paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var take = _random.Next(3, 7);
        return words.Length < (2 * take) + 4 ? null
            : string.Join(' ', words.Skip(_random.Next(words.Length - take)).Take(take)).Trim(' ', '.', ',', '،', ':', '؛', ';', '"', '«', '»', '(', ')', '-') is { Length: > 8 } line ? line : null;
    }

    private void Break(int count)
    {
        for (var n = 0; n < count; n++)
        {
            _text.Append(_break);
        }
    }

    private void Line(string line) => _text.Append(line);

    private T Pick<T>(IReadOnlyList<T> options) => options[_random.Next(options.Count)];

    private sealed record Words(
        string Language, string[] Also, string[] More, string[] Related, string[] Credit, string[] Dateline, string[] Contributors, string[] Link, string[] Debris, string[] Date, string[] Name)
    {
        public static readonly Words Arabic = new(
            "ar",
            ["اقرأ أيضاً:", "إقرأ أيضا", "اقرأ أيضًا", "قد يهمك أيضاً", "شاهد أيضا:", "طالع أيضاً", "اقرأ كذلك:"],
            ["قراءة المزيد", "اقرأ المزيد", "للمزيد", "المزيد", "أكمل القراءة", "تفاصيل أكثر"],
            ["مقالات مشابهة", "أخبار ذات صلة", "مواضيع ذات صلة:", "أخبار متعلقة:", "ذات صلة", "الأكثر قراءة"],
            ["المصدر: الجزيرة", "المصدر: وكالة الأنباء السعودية (واس)", "وكالة الصحافة الفرنسية", "نقلا عن صحيفة عكاظ", "الأناضول", "رويترز", "أ ف ب", "المصدر: إذاعة محلية", "المصدر : وكالات", "فرانس24/ أ ف ب"],
            ["صنعاء (رويترز) - ", "باريس (AP) – ", "الدوحة (قنا) - ", "لندن – رويترز: ", "القاهرة (د ب أ) – ", "عمان - أ ف ب - ", "بغداد (الأناضول) - ", "سامراء (رويترز) - "],
            ["أفاد سمير من بيروت؛ وساهم في التقرير جون لي في لندن.", "ساهم في هذا التقرير من واشنطن الكاتب في أسوشيتد برس مات لي.", "أفاد كورباتوف من باريس. ساهم الكتاب في وكالة أسوشيتد برس لورن كوك في بروكسل وإيما باروز في لندن.", "(إعداد سامي عطا للنشرة العربية - تحرير هبة نور)"],
            ["تابع تغطية AP للحرب على https://apnews.com/hub/russia-ukraine", "للمزيد زوروا موقعنا https://example.com/news", "تابعونا على فيسبوك https://facebook.com/x", "كل تقاريرنا عن هذا الملف: https://example.org/file"],
            [" ص>", "</p>", " ع>"],
            ["الأحد 14 يونيو 2020", "نشر في 12/05/2018 الساعة 14:30", "2018-05-12", "آخر تحديث: 5 مايو 2019"],
            ["كتب: أحمد علي", "القاهرة - محمد سالم", "بقلم: منى حسن", "إعداد: سعيد الراشد"]);

        public static readonly Words English = new(
            "en",
            ["Read also:", "Also read", "You may also like", "See also:"],
            ["Read more", "Keep reading", "Continue reading", "More:"],
            ["Related stories", "Similar articles", "Related articles:", "More on this story", "Most read"],
            ["Source: Al Jazeera", "(Reuters)", "AFP", "Source: The Guardian", "Associated Press", "Source: AFP/Reuters"],
            ["LONDON (Reuters) - ", "PARIS (AP) — ", "BEIRUT (AFP) — ", "Geneva, May 4 (Reuters) - "],
            ["Associated Press writers John Smith in Paris and Emma Burrows in London contributed to this report.", "Reporting by Jane Doe; editing by John Doe"],
            ["Follow AP's coverage at https://apnews.com/hub/x", "For more visit https://example.com"],
            [" p>", "</p>"],
            ["May 12, 2019", "Published 12 May 2019 14:30", "Updated: 2019-05-12"],
            ["By John Smith", "By Mary Jones, Staff writer"]);

        public static readonly Words French = new(
            "fr", ["Lire aussi :", "À lire aussi", "Voir aussi :"], ["Lire la suite", "En savoir plus"], ["Articles similaires", "Sur le même sujet"],
            ["Source : AFP", "(AFP)", "AFP", "Source : Le Monde"], ["PARIS (AFP) - ", "Genève (Reuters) - "], ["Jean Dupont à Paris et Marie Leroy à Lyon ont contribué à ce reportage."],
            ["Plus sur https://example.com/fr"], [" p>"], ["Publié le 12 mai 2019"], ["Par Jean Dupont"]);

        public static readonly Words Spanish = new(
            "es", ["Lea también:", "Lee también", "Le puede interesar:"], ["Leer más", "Seguir leyendo"], ["Artículos relacionados", "Noticias relacionadas"],
            ["Fuente: EFE", "(EFE)", "EFE", "Fuente: Reuters"], ["MADRID (EFE) - ", "Bogotá (AP) — "], ["Juan Pérez en Bogotá contribuyó a este despacho."],
            ["Más en https://example.com/es"], [" p>"], ["12 de mayo de 2019"], ["Por Juan Pérez"]);

        public static readonly Words German = new(
            "de", ["Lesen Sie auch:", "Lesen Sie auch", "Auch interessant:"], ["Weiterlesen", "Mehr lesen"], ["Ähnliche Artikel", "Mehr zum Thema"],
            ["Quelle: dpa", "(dpa)", "dpa", "Quelle: Reuters"], ["BERLIN (dpa) - ", "Wien (APA) – "], ["Hans Müller in Berlin und Eva Schmidt in Wien trugen zu diesem Bericht bei."],
            ["Mehr auf https://example.com/de"], [" p>"], ["12. Mai 2019"], ["Von Hans Müller"]);
    }
}
