using System.Text;

namespace NewsPlatform.Ingestion.Tests.Splitting.Generated;

/// <summary>
/// Makes documents of real articles in the styles that desks meet, each with shapes drawn at random: gaps of none to
/// three empty lines, bodies by their own lines or by groups of sentences, headlines once or twice. One seed, one document.
/// </summary>
public sealed class DocumentMaker(IReadOnlyList<CorpusArticle> articles, int seed)
{
    /// <summary>Every style in which two stories can be told apart by something on the page.</summary>
    public static readonly IReadOnlyList<string> Styles =
    [
        "repeated headline, next line", "repeated headline, empty line between", "headline and empty lines",
        "headline, empty lines, sub-headings", "wider gap between stories", "single breaks, gap between stories",
        "single breaks, nothing between stories", "single breaks with sub-headings", "separator lines",
        "separator lines, no headlines", "read more and teasers", "read also and a whole story", "lists of related headlines",
        "credits", "datelines", "contributors and trailers", "first story without headline", "no headlines, wider gap",
        "no headlines, credits between", "hard wrapped", "debris of translation", "read-also lines inside", "CRLF and direction marks",
        "bylines and dates", "mixed",
    ];

    /// <summary>Stories that follow one another like paragraphs, with nothing on the page between: reported apart.</summary>
    public const string NoSignal = "no headlines, nothing between";

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private readonly List<PlacedArticle> _placed = [];
    private readonly List<string> _related = [];
    private string _language = "ar";
    private string _newLine = "\n";
    private int _paragraphGap;
    private int _headlineGap;
    private int _storyGap;
    private bool _marks;

    public GeneratedDocument Make(string style)
    {
        var pool = PickLanguage();
        _paragraphGap = Pick(0, 1, 1, 1, 2);
        _headlineGap = Pick(_paragraphGap, _paragraphGap, 0, 1);
        _storyGap = Pick(_paragraphGap, _paragraphGap + 1, 1, 2, 3);
        // No tool sets a headline nearer to the story above than to its own.
        _storyGap = Math.Max(_storyGap, Math.Max(_paragraphGap, _headlineGap));
        var count = _random.Next(8) == 0 ? 1 : _random.Next(2, 7);
        switch (style)
        {
            case "headline and empty lines" or "headline, empty lines, sub-headings":
                _paragraphGap = 1;
                _headlineGap = Pick(1, 1, 0);
                _storyGap = 1;
                break;
            case "wider gap between stories":
                _paragraphGap = Pick(0, 1);
                _headlineGap = Pick(0, 1);
                _storyGap = _paragraphGap + Pick(1, 2);
                break;
            case "single breaks, gap between stories":
                _paragraphGap = _headlineGap = 0;
                _storyGap = Pick(1, 2);
                break;
            case "single breaks, nothing between stories" or "single breaks with sub-headings":
                _paragraphGap = _headlineGap = _storyGap = 0;
                break;
            case "no headlines, wider gap":
                _paragraphGap = Pick(0, 1);
                _storyGap = _paragraphGap + Pick(1, 2);
                break;
            case NoSignal:
                _paragraphGap = _storyGap = Pick(0, 1);
                break;
            case "CRLF and direction marks":
                _newLine = "\r\n";
                _marks = true;
                break;
            default:
                break;
        }

        // Files hold stories of one subject as often as not: every fourth document is made of stories that share words.
        var alike = _random.Next(4) == 0;
        CorpusArticle? last = null;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                Between(style, pool);
            }

            last = i > 0 && alike ? Alike(pool, last!) : Next(pool);
            Place(last, style, i);
        }

        if (style is "lists of related headlines" or "mixed" && _random.Next(3) == 0)
        {
            RelatedList(pool);
        }

        return new GeneratedDocument(style, _text.ToString(), _placed, _related);
    }

    private List<CorpusArticle> PickLanguage()
    {
        // Arabic is what the desk drops; one document in four is in another language.
        _language = _random.Next(8) switch { 0 => "en", 1 => Pick("fr", "es", "de", "en"), _ => "ar" };
        var pool = articles.Where(a => a.Language == _language).ToList();
        if (pool.Count < 20)
        {
            _language = "ar";
            pool = articles.Where(a => a.Language == _language).ToList();
        }

        return pool;
    }

    private void Between(string style, List<CorpusArticle> pool)
    {
        switch (style)
        {
            case "separator lines" or "separator lines, no headlines":
                Gap(Math.Max(_paragraphGap, Pick(0, 1, 1)));
                Line(Pick("-----", "---", "__________", "* * *", "***", "###", "=====", "—————", "• • •", "~~~~~~", "\f"));
                Gap(Pick(0, 1, 1));
                break;
            case "lists of related headlines":
                RelatedList(pool);
                Gap(Math.Max(1, _storyGap));
                break;
            case "no headlines, credits between":
                Gap(_paragraphGap);
                Line(Credit());
                Gap(Math.Max(_storyGap, _paragraphGap));
                break;
            case "mixed" when _random.Next(4) == 0:
                RelatedList(pool);
                Gap(Math.Max(1, _storyGap));
                break;
            case "mixed" when _random.Next(4) == 0:
                Gap(1);
                Line(Pick("-----", "***", "ـــــــــ", "__"));
                Gap(1);
                break;
            default:
                Gap(_storyGap);
                break;
        }
    }

    private void Place(CorpusArticle article, string style, int index)
    {
        var mixed = style == "mixed";
        var headless = style is "separator lines, no headlines" or "no headlines, wider gap" or "no headlines, credits between" or NoSignal
            || (style == "first story without headline" && index == 0);
        var repeat = style switch
        {
            "repeated headline, next line" => 1,
            "repeated headline, empty line between" => 2,
            "read more and teasers" => Pick(0, 1, 2),
            _ => mixed ? Pick(0, 0, 0, 1, 2) : 0,
        };
        if (style == "read also and a whole story" && index > 0)
        {
            Line(ReadAlso());
            Gap(Pick(0, 1, 1));
        }

        var teaser = style == "read more and teasers" && index > 0;
        if (style == "read more and teasers" && index == 1)
        {
            Line(ReadMore());
            Gap(Pick(0, 1, 1));
        }

        var start = _text.Length;
        string? headline = null;
        if (!headless)
        {
            headline = article.Title;
            if (style == "hard wrapped" && _random.Next(2) == 0)
            {
                Wrapped(headline);
            }
            else
            {
                Line(headline);
            }

            if (repeat > 0)
            {
                Gap(repeat - 1);
                Line(_random.Next(5) == 0 ? OtherQuotes(headline) : headline);
                Gap(Pick(1, 1, _headlineGap));
            }
            else
            {
                Gap(_headlineGap);
            }
        }

        if (style == "bylines and dates" || (mixed && _random.Next(5) == 0))
        {
            Line(Byline());
            Gap(_headlineGap);
            if (_random.Next(2) == 0)
            {
                Line(DateLine());
                Gap(_headlineGap);
            }
        }

        var subheads = new List<string>();
        var paragraphs = Paragraphs(article);
        if (teaser)
        {
            paragraphs = [Cut(string.Join(' ', paragraphs))];
        }

        var written = new List<string>();
        Body(paragraphs, style, subheads, written);
        if (style == "credits" || (mixed && _random.Next(4) == 0))
        {
            Gap(_paragraphGap);
            Line(Credit());
            if (_random.Next(3) == 0)
            {
                Gap(_paragraphGap);
                Line(Credit());
            }
        }

        if (style == "contributors and trailers")
        {
            Gap(_paragraphGap);
            if (_random.Next(2) == 0)
            {
                Line("__");
                Gap(Pick(0, _paragraphGap));
            }

            Line(Contributors());
            Gap(_paragraphGap);
            if (_random.Next(2) == 0)
            {
                Line("__");
                Gap(Pick(0, _paragraphGap));
            }

            Line(Trailer());
        }

        _placed.Add(new PlacedArticle(start, headline, subheads, teaser, written));
    }

    private void Body(List<string> paragraphs, string style, List<string> subheads, List<string> written)
    {
        var withSubheads = style is "headline, empty lines, sub-headings" or "single breaks with sub-headings"
            || (style is "mixed" or "separator lines" or "credits" or "hard wrapped" or "wider gap between stories" && _random.Next(3) == 0);
        for (var i = 0; i < paragraphs.Count; i++)
        {
            if (i > 0)
            {
                Gap(_paragraphGap);
                if (withSubheads && _random.Next(3) == 0 && Subhead(paragraphs[i], paragraphs[_random.Next(paragraphs.Count)]) is { } subhead)
                {
                    Line(subhead);
                    subheads.Add(subhead);
                    Gap(style is "mixed" ? Pick(0, _paragraphGap) : _paragraphGap);
                }
                else if (style == "read-also lines inside" && _random.Next(4) == 0)
                {
                    var other = Next([.. articles.Where(a => a.Language == _language)]);
                    Line($"{ReadAlso().TrimEnd(':')}: {other.Title}");
                    _related.Add(other.Title);
                    Gap(_paragraphGap);
                }
            }

            var paragraph = paragraphs[i];
            if (i == 0 && (style == "datelines" || (style == "mixed" && _random.Next(3) == 0)))
            {
                paragraph = Dateline() + paragraph;
            }

            if (style == "debris of translation")
            {
                paragraph = Damage(paragraph);
            }

            written.Add(paragraph);
            if (style == "hard wrapped")
            {
                Wrapped(paragraph);
            }
            else
            {
                Line(paragraph);
            }
        }
    }

    private void RelatedList(List<CorpusArticle> pool)
    {
        Gap(Math.Max(1, _paragraphGap));
        Line(RelatedMarker());
        Gap(Pick(0, 1));
        var bullet = Pick("• ", "  • ", "- ", "* ", "", "1");
        var count = _random.Next(2, 9);
        var gap = bullet.Length == 0 ? 0 : Pick(0, 0, 1);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                Gap(gap);
            }

            var title = i == 1 && _placed[^1].Headline is { } own ? own : Next(pool).Title;
            Line((bullet == "1" ? $"{i + 1}- " : bullet) + title);
            _related.Add(title);
        }
    }

    private List<string> Paragraphs(CorpusArticle article)
    {
        var lines = article.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        if (lines.Count > 3 && _random.Next(2) == 0)
        {
            return lines.Take(_random.Next(4, 16)).ToList();
        }

        var sentences = Sentences(string.Join(' ', lines));
        var paragraphs = new List<string>();
        for (var i = 0; i < sentences.Count && paragraphs.Count < 14;)
        {
            var take = Math.Min(_random.Next(1, 4), sentences.Count - i);
            paragraphs.Add(string.Join(' ', sentences.Skip(i).Take(take)));
            i += take;
        }

        return _random.Next(8) == 0 ? [string.Join(' ', paragraphs)] : paragraphs;
    }

    private static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] is '.' or '؟' or '!' or '?' && text[i + 1] == ' ' && i - start > 25)
            {
                sentences.Add(text[start..(i + 1)].Trim());
                start = i + 1;
            }
        }

        if (text[start..].Trim() is { Length: > 0 } rest)
        {
            sentences.Add(rest);
        }

        return sentences;
    }

    private string Cut(string body)
    {
        var words = body.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words.Take(_random.Next(20, 60)));
        return _random.Next(4) == 0 ? text + Pick("...", "…", " […]") : text;
    }

    private string? Subhead(string paragraph, string elsewhere)
    {
        if (_random.Next(5) == 0)
        {
            return _language switch
            {
                "ar" => Pick("خلفية الأزمة", "ردود الفعل", "ماذا بعد؟", "تفاصيل الحادث", "موقف الحكومة", "أرقام ودلالات"),
                "fr" => Pick("Le contexte", "Et maintenant ?", "Des réactions partagées", "Ce que l'on sait"),
                "es" => Pick("Antecedentes", "¿Qué sigue?", "Reacciones encontradas", "Lo que se sabe"),
                "de" => Pick("Der Hintergrund", "Wie geht es weiter?", "Geteilte Reaktionen", "Was bekannt ist"),
                _ => Pick("Background", "What happens next?", "Mixed reactions", "What we know", "The numbers"),
            };
        }

        // Lifted word for word from the paragraph below, or from elsewhere in the story, or made of some of its words.
        var words = (_random.Next(4) == 0 ? elsewhere : paragraph).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var take = _random.Next(3, 9);
        if (words.Length < (2 * take) + 2)
        {
            return null;
        }

        var from = Pick(0, _random.Next(0, words.Length - (2 * take)), _random.Next(0, words.Length - (2 * take)));
        var chosen = _random.Next(2) == 0
            ? words.Skip(from).Take(take)
            : words.Skip(from).Take(2 * take).Where(w => w.Length > 3 && _random.Next(3) > 0).Take(take);
        var line = string.Join(' ', chosen).Trim(' ', '.', ',', '،', ':', '؛', ';', '"', '-', '(', ')', '«', '»');
        return line.Split(' ').Length < 2 ? null : line;
    }

    private string Damage(string paragraph) => _random.Next(5) switch
    {
        0 => paragraph + (_language == "ar" ? " ص>" : " p>"),
        1 => _language == "ar" ? "الولايات المتحدة. " + paragraph : "U.S. " + paragraph,
        2 => paragraph.Replace("\"", "″", StringComparison.Ordinal),
        _ => paragraph,
    };

    private string Credit() => _language switch
    {
        "ar" => Pick("المصدر: رويترز", "أ ف ب", "(رويترز)", "المصدر: وكالات", "فرانس24/ أ ف ب", "رويترز", "د ب أ", "المصدر: صحيفة الشرق الأوسط", "المصدر : سكاي نيوز عربية", "وكالات"),
        "fr" => Pick("Source : AFP", "(AFP)", "AFP", "Source: Reuters", "Avec AFP"),
        "es" => Pick("Fuente: EFE", "(EFE)", "EFE", "Fuente: Reuters", "Con información de AP"),
        "de" => Pick("Quelle: dpa", "(dpa)", "dpa", "Quelle: Reuters", "dpa/AFP"),
        _ => Pick("Source: Reuters", "(AP)", "AFP", "Source: BBC News", "Reuters", "Source: agencies"),
    };

    private string Dateline() => _language switch
    {
        "ar" => Pick("القاهرة (رويترز) - ", "باريس (AP) – ", "الرياض - واس: ", "واشنطن - (أ ف ب) - ", "دبي - رويترز - ", "بيروت (أ ف ب) – ", "جدة ـ واس – "),
        "fr" => Pick("Paris (AFP) - ", "BRUXELLES, 3 mai (Reuters) - ", "Genève – AFP – "),
        "es" => Pick("Madrid (EFE) - ", "BOGOTÁ (AP) — ", "Lima, 3 may (EFE).- "),
        "de" => Pick("Berlin (dpa) - ", "Wien (APA) – ", "München (dpa/lby) - "),
        _ => Pick("LONDON (Reuters) - ", "PARIS (AP) — ", "WASHINGTON, May 3 (Reuters) - ", "Geneva (AFP) – ", "CAIRO — "),
    };

    private string ReadMore() => _language switch
    {
        "ar" => Pick("قراءة المزيد", "اقرأ المزيد", "إقرأ المزيد:", "المزيد من الأخبار", "لقراءة المزيد"),
        "fr" => Pick("Lire la suite", "En savoir plus", "Lire plus"),
        "es" => Pick("Leer más", "Más noticias", "Seguir leyendo"),
        "de" => Pick("Weiterlesen", "Mehr lesen", "Lesen Sie mehr"),
        _ => Pick("Read more", "READ MORE:", "More news", "Continue reading"),
    };

    private string ReadAlso() => _language switch
    {
        "ar" => Pick("اقرأ أيضا", "إقرأ أيضاً:", "اقرأ أيضًا:", "قد يهمك أيضا", "طالع أيضا:", "اقرأ ايضا"),
        "fr" => Pick("Lire aussi", "À lire aussi :", "Voir aussi"),
        "es" => Pick("Lea también", "Lee también:", "Te puede interesar"),
        "de" => Pick("Lesen Sie auch", "Lesen Sie auch:", "Auch interessant"),
        _ => Pick("Read also", "Also read:", "See also", "READ ALSO:"),
    };

    private string RelatedMarker() => _language switch
    {
        "ar" => Pick("مقالات مشابهة", "مواضيع ذات صلة", "أخبار ذات صلة:", "مقالات ذات صلة", "موضوعات متعلقة"),
        "fr" => Pick("Articles similaires", "Sur le même sujet", "Articles liés :"),
        "es" => Pick("Artículos relacionados", "Noticias relacionadas", "Temas relacionados:"),
        "de" => Pick("Ähnliche Artikel", "Mehr zum Thema", "Verwandte Themen:"),
        _ => Pick("Related articles", "Similar articles", "RELATED STORIES:", "Related"),
    };

    private string Byline() => _language switch
    {
        "ar" => Pick("كتب: محمد عبد الله", "بقلم: سارة الأحمد", "القاهرة - رويترز", "إعداد: خالد حسن", "كتبت - منى سالم"),
        "fr" => Pick("Par Jean Dupont", "Par Marie Leroy avec AFP"),
        "es" => Pick("Por Juan Pérez", "Por María López"),
        "de" => Pick("Von Hans Müller", "Von Eva Schmidt, dpa"),
        _ => Pick("By John Smith", "By Sarah Jones and Tom Brown", "By JANE DOE, Associated Press"),
    };

    private string DateLine() => _language switch
    {
        "ar" => Pick("الخميس 28 سبتمبر 2023", "28/09/2023", "نشر في: 12 مايو 2018 - 14:05", "الأحد، 3 يونيو 2018"),
        "fr" => Pick("Publié le 3 mai 2020", "Jeudi 28 septembre 2023"),
        "es" => Pick("3 de mayo de 2020", "Jueves 28 de septiembre de 2023"),
        "de" => Pick("Donnerstag, 28. September 2023", "Stand: 03.05.2020, 14:05 Uhr"),
        _ => Pick("Thursday, September 28, 2023", "Published: 3 May 2020", "May 3, 2020 10:15 GMT"),
    };

    private string Contributors() => _language switch
    {
        "ar" => Pick("جون ليستر في باريس؛ ويل فايسرت في واشنطن؛ ساهمت جيل لوليس في لندن.", "ساهم في هذا التقرير أحمد سالم من القاهرة وكريم فؤاد من بيروت.", "شارك في التغطية محمد حسن"),
        "fr" => "Jean Dupont à Paris et Marie Leroy à Lyon ont contribué à ce reportage.",
        "es" => "Juan Pérez en Bogotá y Ana Ruiz en Lima contribuyeron a este despacho.",
        "de" => "Hans Müller in Berlin und Eva Schmidt in Wien trugen zu diesem Bericht bei.",
        _ => Pick("Associated Press writers John Smith in Paris and Ann Lee in London contributed to this report.", "Reporting by John Smith; Editing by Ann Lee"),
    };

    private string Trailer() => _language switch
    {
        "ar" => Pick("تابع تغطية وكالة أسوشييتد برس للحرب على https://apnews.com/hub/war", "تابعونا على تويتر: https://twitter.com/news", "https://example.com/ar/story/1"),
        "fr" => "Suivez toute l'actualité sur https://example.com/fr",
        "es" => "Siga la cobertura de AP en https://apnews.com/hub/americas",
        "de" => "Folgen Sie uns auf https://example.com/de",
        _ => Pick("Follow AP's coverage of the war at https://apnews.com/hub/war", "Follow us on Twitter: https://twitter.com/news"),
    };

    private string OtherQuotes(string headline) => headline
        .Replace("\"", Pick("”", "'", "″"), StringComparison.Ordinal)
        .Replace("«", "\"", StringComparison.Ordinal)
        .Replace("»", "\"", StringComparison.Ordinal);

    private void Wrapped(string paragraph)
    {
        const int width = 72;
        var line = new StringBuilder();
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                Line(line.ToString());
                line.Clear();
                _text.Append(_newLine);
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        Line(line.ToString());
    }

    private void Line(string line)
    {
        if (_marks && _random.Next(3) == 0)
        {
            line = "\u200F" + line + "\u202C";
        }

        _text.Append(line);
    }

    private void Gap(int empty)
    {
        _text.Append(_newLine);
        for (var i = 0; i < empty; i++)
        {
            _text.Append(_random.Next(12) == 0 ? " " : string.Empty).Append(_newLine);
        }
    }

    // Of thirty stories drawn the one that shares most words with the last, itself and its copies left out.
    private CorpusArticle Alike(List<CorpusArticle> pool, CorpusArticle last)
    {
        var words = Words(last);
        return Enumerable.Range(0, 30).Select(_ => Next(pool))
            .Where(a => a.Title != last.Title)
            .MaxBy(a => Words(a) is var others && others.Count > 0 ? words.Intersect(others).Count() / Math.Sqrt(others.Count) : 0) ?? Next(pool);
    }

    private static HashSet<string> Words(CorpusArticle article) =>
        article.Body.Split([' ', '\n', '.', '،', ',', '"'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 4).Take(300).ToHashSet();

    private CorpusArticle Next(List<CorpusArticle> pool) => pool[_random.Next(pool.Count)];

    private T Pick<T>(params T[] options) => options[_random.Next(options.Length)];
}
