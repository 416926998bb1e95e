using NewsPlatform.Contracts;

namespace NewsPlatform.Enrichment.Tests;

/// <summary>
/// Origin, dateline, people, places, organisations, quotes with their speakers, language and category of the seven full
/// articles of the seed documents: all of each, and nothing besides.
/// </summary>
public sealed class The_seven_seed_articles
{
    private static readonly Dictionary<string, Expected> All = new(StringComparer.Ordinal)
    {
        ["000/1"] = new Expected
        {
            Category = "politics",
            People = ["مارك إسبر، وزير الدفاع الأميركي", "فلورنس بارلي، نظيرته الفرنسية"],
            Organisations = ["طالبان"],
            Places = ["الولايات المتحدة", "باريس", "فرنسا", "أفغانستان", "إيران", "الخليج العربي", "فيينا", "مضيق هرمز"],
            Quotes =
            [
                "مارك إسبر: ترى الولايات المتحدة أن أفضل سبيل",
                "مارك إسبر: سنعمل على إبرام اتفاق جيد",
                "فلورنس بارلي: متكاملة ومنسقة على نحو جيد",
                "فلورنس بارلي: بوسعنا فقط أن نؤكد هدفنا",
                "فلورنس بارلي: علينا أن نفعل كل ما في وسعنا",
            ],
            Paraphrases =
            [
                "مارك إسبر: بلاده تسعى للتوصل إلى اتفاق سياسي مع طالبان",
                "فلورنس بارلي: بلادها ستواصل الجهود الرامية",
                "فلورنس بارلي: التحركات الأميركية والأوروبية لتعزيز أمن الخليج",
                "فرنسا: تنضم إلى تحالف بقيادة الولايات المتحدة",
            ],
        },
        ["000/2"] = new Expected
        {
            Category = "conflict",
            Agencies = ["AFP correspondent"],
            Chain = ["AFP"],
            People =
            [
                "فولوديمير زيلينسكي، الرئيس الأوكراني", "ينس ستولتنبرغ، الأمين العام للناتو", "غرانت شابس، وزير الدفاع البريطاني",
                "سيباستيان ليكورنو، وزير الدفاع الفرنسي",
            ],
            Organisations = ["حلف شمال الأطلسي", "القوات الروسية", "وكالة فرانس برس"],
            Places = ["أوكرانيا", "بريطانيا", "فرنسا", "روسيا", "كييف"],
            Quotes =
            [
                "فولوديمير زيلينسكي: مسألة وقت", "فولوديمير زيلينسكي: أنا مسرور لإجراء محادثات مهمة", "فولوديمير زيلينسكي: مجرد مسألة وقت",
                "غرانت شابس: عدت إلى كييف هذا الأسبوع", "كييف: التقدم بطيء",
            ],
            Paraphrases = ["فولوديمير زيلينسكي: انضمام بلاده إلى حلف شمال الأطلسي", "فولوديمير زيلينسكي: انضمام أوكرانيا إلى حلف شمال الأطلسي"],
        },
        ["001/1"] = new Expected
        {
            Category = "conflict",
            Agencies = ["AFP credit"],
            Publisher = "موزاييك أف.أم",
            Chain = ["موزاييك أف.أم", "فرانس 24", "AFP"],
            People = ["ينس ستولتنبرغ، الأمين العام لحلف شمال الأطلسي", "فولوديمير زيلينسكي، الرئيس الأوكراني"],
            Organisations = ["حلف شمال الأطلسي", "الجيش الروسي", "القوات الروسية"],
            Places = ["كييف", "أوكرانيا", "روسيا", "موسكو", "بريطانيا", "فرنسا"],
            Quotes =
            [
                "ينس ستولتنبرغ: أقرب من أي وقت مضى إلى حلف شمال الأطلسي", "ينس ستولتنبرغ: أوكرانيا حاليا أقرب", "فولوديمير زيلينسكي: مسألة وقت",
                "فولوديمير زيلينسكي: إنها مسألة وقت، قبل أن تصبح", "فولوديمير زيلينسكي: للهجمات الروسية على البنى التحتية",
                "ينس ستولتنبرغ: يحقق تقدما تدريجيا", "ينس ستولتنبرغ: بالأوهام الإمبريالية", "ينس ستولتنبرغ: اليوم تتقدم قواتكم",
                "ينس ستولتنبرغ: الأوكرانيون يقاتلون من أجل عائلاتهم", "ينس ستولتنبرغ: حريتهم", "ينس ستولتنبرغ: موسكو تقاتل من أجل أوهامها الإمبريالية",
            ],
            Paraphrases = ["فولوديمير زيلينسكي: انضمام كييف إلى الحلف", "ينس ستولتنبرغ: الهجوم المضاد الأوكراني على الجيش الروسي"],
        },
        ["001/2"] = new Expected
        {
            Category = "politics",
            Agencies = ["AP cited"],
            People =
            [
                "دونالد ترامب، الرئيس السابق", "جو بايدن، الرئيس الأمريكي", "فلاديمير زيلينسكي، الرئيس الأوكراني", "كير ستارمر، رئيس الوزراء البريطاني الجديد",
            ],
            Organisations = ["حلف شمال الأطلسي", "البيت الأبيض", "الإدارة الأمريكية", "أسوشيتد برس"],
            Places =
            [
                "واشنطن", "الولايات المتحدة", "روسيا", "أوكرانيا", "أوروبا", "كوريا الجنوبية", "اليابان", "كوريا الشمالية", "كييف", "بريطانيا",
            ],
            Paraphrases = ["كير ستارمر: إنه لن يكون هناك تغيير في دعم بريطانيا القوي لأوكرانيا"],
        },
        ["002/1"] = new Expected
        {
            Category = "politics",
            People = ["جون هيلي، وزير الدفاع البريطاني", "سيباستيان لوكورنو، وزير الدفاع الفرنسي", "بوريس بيستوريوس، وزير الدفاع الألماني"],
            Organisations = ["حلف شمال الأطلسي", "الجيش الأوكراني"],
            Places =
            [
                "باريس", "أوكرانيا", "روسيا", "فرنسا", "ألمانيا", "إيطاليا", "بولندا", "بريطانيا", "أوروبا", "الولايات المتحدة", "جدة", "السعودية",
            ],
            Quotes =
            [
                "جون هيلي: المملكة المتحدة وفرنسا تقودان بشكل مشترك", "جون هيلي: نسعى إلى بناء تحالف", "سيباستيان لوكورنو: أول ضمانة لأمن أوكرانيا",
                "سيباستيان لوكورنو: لا يمكننا أن نطلب",
            ],
            Paraphrases =
            [
                "سيباستيان لوكورنو: الحلفاء يسعون إلى تعزيز القدرات", "سيباستيان لوكورنو: أوروبا قد تفكر في إرسال قوات",
                "بوريس بيستوريوس: تعمل الدول الأوروبية من أجل أمن القارة",
            ],
        },
        ["003/1"] = new Expected
        {
            Category = "politics",
            Agencies = ["AP cited"],
            People = ["ستيف ويتكوف، المبعوث الأمريكي الخاص", "دونالد ترامب، الرئيس الأمريكي", "فولوديمير زيلينسكي، الرئيس الأوكراني"],
            Organisations =
            [
                "أسوشيتد برس", "الرئاسة الأوكرانية", "تحالف الراغبين", "حلف شمال الأطلسي", "البيت الأبيض", "الإدارة الأمريكية", "القوات الأوكرانية",
                "الاتحاد الأوروبي", "وزارة الخارجية الأميركية",
            ],
            Places =
            [
                "الولايات المتحدة", "باريس", "أوكرانيا", "روسيا", "بريطانيا", "فرنسا", "ألمانيا", "إيطاليا", "إسبانيا", "بولندا", "رومانيا", "هولندا",
                "أوروبا", "كييف", "واشنطن",
            ],
            Paraphrases =
            [
                "مسؤول في الرئاسة الأوكرانية: المبعوث ، الذي عينه", "رئيس الوزراء الفرنسي: الخطط الفنية المفصلة",
                "وزير الخارجية الألماني: الاستقرار الأوروبي يرتبط", "رئيس الوزراء الإيطالي: الحوار مع الإدارة الأمريكية",
                "ستيف ويتكوف: كييف بحاجة للموافقة", "ستيف ويتكوف: الاتفاقات يجب أن تشمل", "مصادر دبلوماسية فرنسية: الخطة الأوروبية تتضمن",
                "مستشارة السياسة الخارجية للاتحاد الأوروبي: الدول الأعضاء ستقدم", "فولوديمير زيلينسكي: بلاده لن تقبل بتنازلات",
            ],
        },
        ["004/1"] = new Expected
        {
            Category = "politics",
            Agencies = ["AP credit"],
            Chain = ["AP"],
            Contributors = ["جون ليستر، باريس", "فولوديمير يورشوك، كييف", "ويل فايسرت، واشنطن", "جيل لوليس، لندن", "باري هاتون، لشبونة"],
            Dateline = "باريس AP",
            People =
            [
                "كير ستارمر، رئيس الوزراء", "فلاديمير بوتين، الرئيس الروسي", "فولوديمير زيلينسكي، الرئيس الأوكراني", "ستيف ويتكوف، المبعوث",
                "جاريد كوشنر، المبعوث", "ترامب", "إيمانويل ماكرون، الرئيس الفرنسي", "أليكسوس جي. جرينكويتش، القائد الأعلى لحلف شمال الأطلسي، الجنرال الأمريكي",
                "ماركو روبيو، وزير الخارجية", "ميتي فريدريكسن، رئيسة الوزراء الدنماركية",
            ],
            Organisations = ["الاتحاد الأوروبي", "حلف شمال الأطلسي", "تحالف الراغبين", "الجيش الأوكراني", "الجيش الفرنسي", "جهاز الأمن الأوكراني"],
            Places =
            [
                "باريس", "أوكرانيا", "روسيا", "موسكو", "الولايات المتحدة", "واشنطن", "كندا", "كييف", "بريطانيا", "فرنسا", "فنزويلا", "غرينلاند",
                "أوروبا", "القطب الشمالي", "ألمانيا", "إيطاليا", "بولندا", "إسبانيا", "الدنمارك", "كوستروما", "ليبيتسك",
            ],
            Quotes =
            [
                "كير ستارمر: تقدمًا ممتازًا", "كير ستارمر: أصعب الخطوات لا تزال أمامنا", "كير ستارمر: بوتين لا يظهر أنه مستعد للسلام",
                "كير ستارمر: بإنشاء مراكز عسكرية", "فولوديمير زيلينسكي: لقد حددنا الدول المستعدة", "فولوديمير زيلينسكي: لقد حددنا ما هي القوات",
                "ستيف ويتكوف: تدعم بقوة", "جاريد كوشنر: معلم كبير", "جاريد كوشنر: هذا لا يعني أننا سنصنع السلام", "إيمانويل ماكرون: خطوة مهمة",
                "بيان مشترك: ستظل خط الدفاع والردع الأول", "البيان: التزامات ملزمة",
            ],
            Paraphrases =
            [
                "حلفاء أوكرانيا: إنهم حققوا تقدمًا كبيرًا", "حلفاء أوكرانيا: إنهم على استعداد", "ممثلون للولايات المتحدة وكبار المسؤولين: إنهم سيزودون قوات",
                "كير ستارمر: الاجتماع حقق", "كير ستارمر: الهجمات الروسية على أوكرانيا", "المسؤولون: أنه لا يمكن وقف إطلاق النار",
                "كير ستارمر: أنه لا يمكن أن يكون هناك سلام", "ستيف ويتكوف: الولايات المتحدة", "إيمانويل ماكرون: البيان الأمني",
                "إيمانويل ماكرون: خطط التحالف", "بيان مشترك: الحلفاء اتفقوا", "البيان: أنه لا يزال يتعين", "قائد الجيش الفرنسي: إنها ركزت",
                "مكتب ماكرون: الوفد الأمريكي", "المسؤول: الطائرات بدون طيار",
            ],
        },
    };

    public static TheoryData<string> Names() => [.. All.Keys];

    [Fact]
    public void Are_all_expected() => Assert.Equal(SeedArticles.Full.Select(article => article.ArticleId), All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_in_Arabic(string name)
    {
        var notes = Read(name).Notes;

        Assert.Equal("ar", notes.Language);
        Assert.Equal("Arab", notes.Script);
        Assert.True(notes.LanguageConfidence > 0.95);
        Assert.Null(notes.Languages);
        Assert.Null(notes.Dialect);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_their_category(string name)
    {
        var (notes, expected) = Read(name);

        Assert.Equal(expected.Category, notes.Category!.Name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_where_they_come_from(string name)
    {
        var (notes, expected) = Read(name);
        var origin = notes.Origin!;

        Assert.Equal(expected.Agencies, (origin.Agencies ?? []).Select(agency => $"{agency.Agency} {agency.Evidence}"));
        Assert.Equal(expected.Publisher, origin.Publisher);
        Assert.Equal(expected.Chain, origin.Chain ?? []);
        Assert.Equal(expected.Contributors, (origin.Contributors ?? []).Select(contributor => $"{contributor.Name}، {contributor.Place}"));
        Assert.Equal(expected.Dateline, notes.Dateline is { } dateline ? $"{dateline.Place} {dateline.Agency}" : null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_people(string name)
    {
        var (notes, expected) = Read(name);

        Same(expected.People, notes.People!.Select(person => person.Role is null ? person.Name : $"{person.Name}، {person.Role}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_organisations(string name)
    {
        var (notes, expected) = Read(name);

        Same(expected.Organisations, notes.Organisations!.Select(body => body.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_places(string name)
    {
        var (notes, expected) = Read(name);

        Same(expected.Places, notes.Places!.Select(place => place.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Quote_whom_they_quote(string name)
    {
        var (notes, expected) = Read(name);

        Told(expected.Quotes, notes.Quotes!.Where(quote => !quote.Indirect));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tell_who_said_what_in_other_words(string name)
    {
        var (notes, expected) = Read(name);

        Told(expected.Paraphrases, notes.Quotes!.Where(quote => quote.Indirect));
    }

    [Fact]
    public void Say_which_days_they_speak_of()
    {
        var notes = Desk.Enrich(SeedArticles.Get("001/2"), new DateTimeOffset(2024, 7, 5, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(["11 يوليو", "الخامس من نوفمبر"], notes.Dates!.Select(date => SeedArticles.Get("001/2").Text.Substring(date.Start, date.Length)));
    }

    [Fact]
    public void Are_never_dated_by_a_guess() =>
        Assert.All(SeedArticles.Every, article => Assert.Null(Desk.Enrich(article, DateTimeOffset.UnixEpoch.AddYears(56)).Publication));

    [Fact]
    public void The_machine_translated_one_is_flagged_and_no_other_is()
    {
        var flagged = SeedArticles.Full.Where(article => Desk.Enrich(article).Quality!.Any(flag => flag.Flag == QualityFlags.MachineTranslated));

        Assert.Equal("004/1", Assert.Single(flagged).ArticleId);
    }

    [Fact]
    public void Are_whole_where_three_of_the_four_teasers_are_cut_off()
    {
        var cut = SeedArticles.Every.Where(article => Desk.Enrich(article).Quality!.Any(flag => flag.Flag == QualityFlags.CutOff));

        Assert.Equal(["002/2", "002/3", "002/5"], cut.Select(article => article.ArticleId));
    }

    [Fact]
    public void Have_headlines_of_their_own_or_derived_ones()
    {
        foreach (var article in SeedArticles.Full)
        {
            var headline = Desk.Enrich(article).Headline!;
            Assert.Equal(article.Headline is null, headline.Derived);
            Assert.Equal(article.Headline ?? headline.Text, headline.Text);
            Assert.InRange(headline.Text.Split(' ').Length, 2, 17);
        }
    }

    [Fact]
    public void Are_summed_up_by_whole_sentences_of_their_own()
    {
        foreach (var article in SeedArticles.Full)
        {
            var summary = Desk.Enrich(article).Summary!;
            Assert.InRange(summary.Count, 2, 3);
            Assert.All(summary, sentence => Assert.Equal(sentence.Text, article.Text.Substring(sentence.Start, sentence.Text.Length)));
            Assert.All(summary, sentence => Assert.DoesNotContain(sentence.Text, article.Subheads));
        }
    }

    private static (Contracts.Enrichment Notes, Expected Expected) Read(string name) => (Desk.Enrich(SeedArticles.Get(name)), All[name]);

    private static void Same(IEnumerable<string> expected, IEnumerable<string> found) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

    // In the order of the text, each speaker exactly, the words by their beginning.
    private static void Told(string[] expected, IEnumerable<Quotation> found)
    {
        var quotes = found.Select(quote => $"{quote.Speaker}: {quote.Text}").ToList();
        var shown = quotes.Select((quote, i) => i < expected.Length && quote.StartsWith(expected[i], StringComparison.Ordinal) ? expected[i] : quote);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', shown));
    }
}
