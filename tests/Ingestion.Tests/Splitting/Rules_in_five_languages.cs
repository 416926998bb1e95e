using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Tests.Splitting;

/// <summary>Small documents written for one rule each, in every language that comes with the service.</summary>
public sealed class Rules_in_five_languages
{
    private static readonly TextSplitter Splitter = new(SplittingLanguages.Default);

    private static readonly Dictionary<string, Story[]> Stories = new()
    {
        ["ar"] =
        [
            new("افتتاح جسر جديد فوق النيل في المنصورة", "افتتح محافظ الدقهلية، الاثنين، جسرا جديدا فوق النيل يربط ضفتي المنصورة بعد أربع سنوات من العمل.", "وقال المحافظ إن الجسر سيخفف الزحام عن وسط المنصورة ويخدم آلاف السائقين كل يوم.", "وكلف بناء الجسر ثلاثمئة مليون جنيه دفعت نصفها وزارة النقل."),
            new("علماء يرصدون حوتا نادرا قبالة السواحل العمانية", "رصد باحثون، الثلاثاء، حوتا أحدب نادرا يسبح قبالة سواحل ظفار في بحر العرب.", "وأوضح الباحثون أن أعداد هذه الحيتان لا تتجاوز مئة حوت في بحر العرب كله.", "ومن المقرر أن تنشر نتائج الرصد في مجلة علمية متخصصة في الثدييات البحرية."),
        ],
        ["en"] =
        [
            new("Harbour town opens its first tram line in decades", "The harbour town of Wexley opened its first tram line in sixty years on Monday, with thousands queueing for a free ride.", "Mayor Ann Porter said the tram would take two thousand cars a day off the seafront.", "The line cost forty million pounds, half of it paid by the transport ministry."),
            new("Scientists find rare orchid on volcanic island", "Botanists surveying the slopes of a volcano found an orchid on Tuesday that was thought to be extinct since 1911.", "He said the flower had survived because goats never reached the upper slopes of the volcano.", "The botanists will publish their survey of the orchid in a journal next month."),
        ],
        ["fr"] =
        [
            new("Le vieux port de Brivac retrouve son phare", "Le phare du vieux port de Brivac a été rallumé lundi soir devant des milliers d'habitants après dix ans de travaux.", "Le maire a déclaré que le phare guiderait de nouveau les pêcheurs de Brivac.", "Les travaux du phare ont coûté deux millions d'euros, payés pour moitié par la région."),
            new("Des chercheurs mesurent le recul des glaciers alpins", "Une équipe de glaciologues a annoncé mardi que les glaciers alpins avaient perdu trois mètres d'épaisseur en un an.", "Selon les glaciologues, la neige tombée au printemps n'a pas suffi à protéger la glace.", "Leur étude sur les glaciers doit paraître dans une revue scientifique en octobre."),
        ],
        ["es"] =
        [
            new("El mercado central de Villaluz reabre sus puertas", "El mercado central de Villaluz reabrió el lunes después de tres años de obras que dejaron sin puesto a cien vendedores.", "La alcaldesa dijo que el mercado volverá a ser el corazón de Villaluz.", "Las obras del mercado costaron diez millones de euros, pagados por el ayuntamiento."),
            new("Astrónomos descubren un cometa desde el desierto", "Un grupo de astrónomos descubrió el martes un cometa desde un observatorio situado en el desierto de Atacama.", "El cometa podrá verse a simple vista durante las noches de noviembre, según los astrónomos.", "El observatorio publicará las imágenes del cometa la próxima semana."),
        ],
        ["de"] =
        [
            new("Alte Brücke in Niederau wird endlich saniert", "Die alte Steinbrücke in Niederau wird seit Montag saniert, nachdem sie zwei Jahre lang für Autos gesperrt war.", "Die Bürgermeisterin sagte, die Brücke werde im Herbst wieder für Fahrräder geöffnet.", "Die Sanierung der Brücke kostet acht Millionen Euro, die zur Hälfte das Land bezahlt."),
            new("Forscher zählen seltene Kraniche am Bodensee", "Vogelkundler haben am Dienstag mehr als tausend Kraniche gezählt, die am Bodensee auf dem Weg nach Süden rasten.", "Nach Angaben der Vogelkundler waren es so viele Kraniche wie seit dreißig Jahren nicht.", "Die Zählung der Kraniche wird im Oktober mit freiwilligen Helfern wiederholt."),
        ],
    };

    public static TheoryData<string> Languages() => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Two_headlines_with_empty_lines_are_two_stories(string language)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Whole}\n\n{b.Whole}");
        AssertStories(read, a, b);
        Assert.All(read.Articles, article => Assert.Equal("line", article.HeadlineFrom));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_headline_twice_is_one_headline_with_one_repeat(string language)
    {
        var (a, b) = Two(language);
        foreach (var between in new[] { "\n", "\n\n" })
        {
            var read = Splitter.Split($"{a.Headline}{between}{a.Headline}\n\n{a.Body}\n\n{b.Headline}{between}{b.Headline}\n\n{b.Body}");
            AssertStories(read, a, b);
            Assert.All(read.Articles, article => Assert.Equal(1, article.RepeatedHeadlineLines));
            Assert.All(read.Articles, article => Assert.Equal("repeated-line", article.HeadlineFrom));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Single_line_breaks_with_an_empty_line_between_stories(string language)
    {
        var (a, b) = Two(language);
        AssertStories(Splitter.Split($"{a.Whole.Replace("\n\n", "\n", StringComparison.Ordinal)}\n\n{b.Whole.Replace("\n\n", "\n", StringComparison.Ordinal)}"), a, b);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Single_line_breaks_and_no_empty_line_at_all(string language)
    {
        var (a, b) = Two(language);
        AssertStories(Splitter.Split($"{a.Whole}\n\n{b.Whole}".Replace("\n\n", "\n", StringComparison.Ordinal)), a, b);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_separator_line_stands_between_stories(string language)
    {
        var (a, b) = Two(language);
        foreach (var separator in new[] { "-----", "* * *", "______", "###", "=====", "—————", "ـــــ", "\f" })
        {
            var read = Splitter.Split($"{a.Whole}\n\n{separator}\n\n{b.Whole}");
            AssertStories(read, a, b);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Stories_without_headlines_are_told_apart_by_a_separator(string language)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Body}\n\n-----\n\n{b.Body}");
        Assert.Equal([a.Body, b.Body], read.Articles.Select(article => article.Text));
        Assert.All(read.Articles, article => Assert.Null(article.Headline));
    }

    [Theory]
    [InlineData("ar", "إقرأ أيضاً:")]
    [InlineData("en", "Read also:")]
    [InlineData("fr", "À lire aussi :")]
    [InlineData("es", "Lea también")]
    [InlineData("de", "Lesen Sie auch:")]
    public void A_whole_story_behind_read_also_is_a_story_of_its_own(string language, string marker)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Whole}\n\n{marker}\n\n{b.Whole}");
        AssertStories(read, a, b);
        Assert.Contains(read.Segments, s => s.Kind == SegmentKind.Marker && s.Article is null);
    }

    [Theory]
    [InlineData("ar", "اقرأ أيضا")]
    [InlineData("en", "Also read")]
    [InlineData("fr", "Lire aussi")]
    [InlineData("es", "Te puede interesar")]
    [InlineData("de", "Lesen Sie auch")]
    public void Read_also_with_a_headline_on_its_line_is_a_mention_and_the_story_goes_on(string language, string marker)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Headline}\n\n{a.First}\n\n{marker}: {b.Headline}\n\n{a.Second}\n\n{a.Third}");
        var article = Assert.Single(read.Articles);
        Assert.Equal(a.Body, article.Text);
        Assert.Equal(b.Headline, Assert.Single(article.RelatedHeadlines));
        Assert.Equal(b.Headline, Assert.Single(read.RelatedHeadlines).Text);
    }

    [Theory]
    [InlineData("ar", "قراءة المزيد")]
    [InlineData("en", "Read more")]
    [InlineData("fr", "Lire la suite")]
    [InlineData("es", "Leer más")]
    [InlineData("de", "Weiterlesen")]
    public void Stories_cut_off_behind_read_more_are_teasers(string language, string marker)
    {
        var (a, b) = Two(language);
        var cut = b.First[..b.First.LastIndexOf(' ')];
        var read = Splitter.Split($"{a.Whole}\n\n{marker}\n\n{b.Headline}\n\n{b.Headline}\n\n{cut}");
        Assert.Equal([SplitArticle.Full, SplitArticle.Teaser], read.Articles.Select(article => article.Kind));
        Assert.Equal(cut, read.Articles[1].Text);

        // Cut on the end of a sentence it is a teaser all the same.
        Assert.Equal(SplitArticle.Teaser, Splitter.Split($"{a.Whole}\n\n{marker}\n\n{b.Headline}\n\n{b.First}").Articles[1].Kind);
    }

    [Theory]
    [InlineData("ar", "اقرأ المزيد")]
    [InlineData("en", "Continue reading")]
    [InlineData("fr", "En savoir plus")]
    [InlineData("es", "Seguir leyendo")]
    [InlineData("de", "Mehr lesen")]
    public void Read_more_at_the_end_of_a_text_is_cut_off_it_and_makes_a_teaser(string language, string marker)
    {
        var (a, _) = Two(language);
        var text = a.First.TrimEnd('.');
        var article = Assert.Single(Splitter.Split($"{a.Headline}\n\n{text}… {marker}").Articles);
        Assert.Equal(SplitArticle.Teaser, article.Kind);
        Assert.Equal(text + "…", article.Text);
    }

    [Theory]
    [InlineData("ar", "مقالات مشابهة")]
    [InlineData("en", "Similar articles")]
    [InlineData("fr", "Articles similaires")]
    [InlineData("es", "Artículos relacionados")]
    [InlineData("de", "Ähnliche Artikel")]
    public void A_list_under_similar_articles_holds_mentions_with_bullets_or_without(string language, string marker)
    {
        var (a, b) = Two(language);
        foreach (var bullet in new[] { "  • ", "- ", "1- ", string.Empty })
        {
            var read = Splitter.Split($"{a.Whole}\n\n{marker}\n\n{bullet}{b.Headline}\n{bullet}{a.Headline}\n{bullet}{b.Headline}");
            var article = Assert.Single(read.Articles);
            Assert.Equal(a.Body, article.Text);
            Assert.Equal([b.Headline, a.Headline, b.Headline], read.RelatedHeadlines.Select(r => r.Text));
            Assert.Equal([false, true, false], read.RelatedHeadlines.Select(r => r.RepeatsArticle));
            Assert.Equal(article.RelatedHeadlines, read.RelatedHeadlines.Select(r => r.Text));
        }
    }

    [Theory]
    [InlineData("ar", "المصدر: رويترز", "أ ف ب")]
    [InlineData("en", "Source: Reuters", "(AFP)")]
    [InlineData("fr", "Source : AFP", "AFP/Reuters")]
    [InlineData("es", "Fuente: EFE", "(EFE)")]
    [InlineData("de", "Quelle: dpa", "dpa/AFP")]
    public void Source_and_agency_at_the_end_are_credits_and_no_paragraphs(string language, string source, string agency)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Whole}\n\n{agency}\n\n{source}\n\n{b.Whole}");
        AssertStories(read, a, b);
        Assert.Equal([agency, source], read.Articles[0].Credits);
        Assert.Empty(read.Articles[1].Credits);
    }

    [Theory]
    [InlineData("ar", "باريس (AP) – ", "باريس", "AP", "AP")]
    [InlineData("ar", "القاهرة - رويترز - ", "القاهرة", "رويترز", "Reuters")]
    [InlineData("ar", "دبي، الإمارات العربية المتحدة (CNN) -- ", "دبي، الإمارات العربية المتحدة", "CNN", "CNN")]
    [InlineData("ar", "(أ ف ب) - ", null, "أ ف ب", "AFP")]
    [InlineData("ar", "بيروت – ", "بيروت", null, null)]
    [InlineData("en", "LONDON, Jan 1 (Reuters) - ", "LONDON", "Reuters", "Reuters")]
    [InlineData("en", "WEXLEY — ", "WEXLEY", null, null)]
    [InlineData("fr", "BRUXELLES, 3 mai (Reuters) - ", "BRUXELLES", "Reuters", "Reuters")]
    [InlineData("es", "Lima, 3 may (EFE).- ", "Lima", "EFE", "EFE")]
    [InlineData("de", "Frankfurt/Main (dpa) - ", "Frankfurt/Main", "dpa", "dpa")]
    [InlineData("de", "München (dpa/lby) - ", "München", "dpa/lby", "dpa")]
    public void A_dateline_gives_place_and_agency_and_stays_in_the_text(string language, string dateline, string? place, string? agency, string? name)
    {
        var (a, _) = Two(language);
        var article = Assert.Single(Splitter.Split($"{a.Headline}\n\n{dateline}{a.Body}").Articles);
        Assert.Equal((place, agency, name), (article.Dateline?.Place, article.Dateline?.Agency, article.Dateline?.AgencyName));
        Assert.StartsWith(dateline, article.Text, StringComparison.Ordinal);
        Assert.Equal(dateline.TrimEnd(), article.Dateline?.Raw);
        Assert.Equal(a.Headline, article.Headline);
    }

    [Theory]
    [InlineData("ar", "كتب: محمد عبد الله", "الخميس 28 سبتمبر 2023")]
    [InlineData("en", "By Jane Doe and John Smith", "Thursday, September 28, 2023")]
    [InlineData("fr", "Par Jean Dupont", "Publié le 28/09/2023 à 14:05")]
    [InlineData("es", "Por María López", "28 de septiembre de 2023")]
    [InlineData("de", "Von Eva Schmidt, dpa", "Stand: 28.09.2023, 14:05 Uhr")]
    public void Author_and_date_under_a_headline_are_neither_paragraphs_nor_the_end_of_a_story(string language, string byline, string date)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Headline}\n\n{byline}\n\n{date}\n\n{a.Body}\n\n{b.Headline}\n\n{byline}\n\n{b.Body}");
        AssertStories(read, a, b);
        Assert.Equal([byline], read.Articles[0].Bylines);
        Assert.Equal([date], read.Articles[0].Dates);
        Assert.Equal([byline], read.Articles[1].Credits);
    }

    [Theory]
    [InlineData("ar", "جون ليستر في باريس؛ ويل فايسرت في واشنطن؛ ساهمت جيل لوليس في لندن.", "تابع تغطية الوكالة على https://example.com/ar")]
    [InlineData("en", "Associated Press writers Jane Doe in Paris and John Smith in London contributed to this report.", "Follow AP's coverage at https://example.com/en")]
    [InlineData("fr", "Jean Dupont à Lyon a contribué à cet article.", "Suivez toute l'actualité sur https://example.com/fr")]
    [InlineData("es", "María López en Lima contribuyó a este despacho.", "Siga la cobertura en https://example.com/es")]
    [InlineData("de", "Eva Schmidt in Wien trug zu diesem Bericht bei.", "Folgen Sie uns auf https://example.com/de")]
    public void Contributors_and_a_trailer_behind_strokes_belong_to_the_story_above(string language, string contributors, string trailer)
    {
        var (a, b) = Two(language);
        var read = Splitter.Split($"{a.Whole}\n\n__\n{contributors}\n__\n{trailer}\n\n{b.Whole}");
        AssertStories(read, a, b);
        Assert.Equal([contributors, trailer], read.Articles[0].Credits);
        Assert.NotEmpty(read.Articles[0].Contributors);
        Assert.Equal($"https://example.com/{language}", read.Articles[0].Link);
    }

    [Theory]
    [InlineData("ar", "أثر الجسر على المنصورة")]
    [InlineData("en", "What the tram means for the seafront")]
    [InlineData("fr", "Un phare pour les pêcheurs")]
    [InlineData("es", "El corazón del mercado")]
    [InlineData("de", "Brücke für Fahrräder")]
    public void A_sub_heading_inside_a_story_begins_no_story(string language, string subhead)
    {
        var (a, b) = Two(language);
        foreach (var gap in new[] { "\n", "\n\n" })
        {
            var read = Splitter.Split(string.Join(gap, a.Headline, a.First, subhead, a.Second, a.Third, b.Headline, b.First, b.Second, b.Third));
            Assert.Equal([a.Headline, b.Headline], read.Articles.Select(article => article.Headline));
            Assert.Equal([subhead], read.Articles[0].Subheads);
            Assert.Equal([a.First, a.Second, a.Third], read.Articles[0].Paragraphs);
            Assert.Equal(string.Join("\n\n", a.First, subhead, a.Second, a.Third), read.Articles[0].Text);
        }
    }

    [Theory]
    [InlineData("ar", "صورة: عمال على الجسر (رويترز)")]
    [InlineData("en", "Photo: workers on the tram line (Reuters)")]
    [InlineData("fr", "Photo : le phare rallumé (AFP)")]
    [InlineData("es", "Foto: el mercado reabierto (EFE)")]
    [InlineData("de", "Foto: die alte Brücke (dpa)")]
    public void A_photo_caption_that_says_so_is_no_paragraph(string language, string caption)
    {
        var (a, _) = Two(language);
        var article = Assert.Single(Splitter.Split($"{a.Headline}\n\n{caption}\n\n{a.Body}").Articles);
        Assert.Equal([caption], article.Captions);
        Assert.Equal(a.Body, article.Text);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Lines_broken_at_a_column_are_paragraphs_again(string language)
    {
        var (a, b) = Two(language);
        var text = string.Join("\n\n", new[] { a, b }.SelectMany(s => new[] { s.Headline }.Concat(new[] { s.First, s.Second, s.Third }.Select(p => Wrap(p, 72)))));
        AssertStories(Splitter.Split(text), a, b);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Line_ends_of_windows_and_direction_marks_change_nothing(string language)
    {
        var (a, b) = Two(language);
        var text = string.Join("\r\n\r\n", new[] { a, b }.SelectMany(s => new[] { s.Headline, s.Headline, s.First, s.Second, s.Third }).Select(line => $"\u200F{line}\u202C "));
        AssertStories(Splitter.Split(text), a, b);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_lone_story_is_one_story_with_headline_or_without(string language)
    {
        var (a, _) = Two(language);
        Assert.Equal(a.Headline, Assert.Single(Splitter.Split(a.Whole).Articles).Headline);
        Assert.Null(Assert.Single(Splitter.Split(a.Body).Articles).Headline);
        var line = Assert.Single(Splitter.Split(a.Body.Replace("\n\n", " ", StringComparison.Ordinal)).Articles);
        Assert.Single(line.Paragraphs);
    }

    private static (Story First, Story Second) Two(string language) => (Stories[language][0], Stories[language][1]);

    private static void AssertStories(SplitDocument read, params Story[] stories)
    {
        Assert.Equal(stories.Select(s => s.Headline), read.Articles.Select(article => article.Headline));
        Assert.Equal(stories.Select(s => s.Body), read.Articles.Select(article => article.Text));
    }

    private static string Wrap(string paragraph, int width)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in paragraph.Split(' '))
        {
            if (line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        return string.Join('\n', lines.Append(line));
    }

    private sealed record Story(string Headline, string First, string Second, string Third)
    {
        public string Body => string.Join("\n\n", First, Second, Third);

        public string Whole => $"{Headline}\n\n{Body}";
    }
}
