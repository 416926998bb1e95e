using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class PairJudgeTests
{
    private const string Body = """
        أعلنت وزارة الصحة اليوم عن بدء حملة وطنية للتطعيم ضد الإنفلونزا الموسمية في جميع مناطق البلاد، وقالت إن الحملة تستمر ثلاثة أشهر.
        وأوضح المتحدث باسم الوزارة أن اللقاح متوفر مجانا في المراكز الصحية، وأن الأولوية لكبار السن والحوامل وأصحاب الأمراض المزمنة.
        وأضاف أن الوزارة وفرت مليوني جرعة من اللقاح هذا العام، داعيا المواطنين إلى المبادرة بأخذه قبل حلول فصل الشتاء.
        """;

    [Fact]
    public void The_same_text_in_another_spelling_is_the_same_text()
    {
        var judgement = An.Judge(An.Article(Body), An.Article(Body.Replace("أ", "ا", StringComparison.Ordinal).Replace("،", ",", StringComparison.Ordinal)));
        Assert.Equal((RepeatKind.Exact, TextRelation.Exact, Rules.SameFolded), (judgement.Kind, judgement.Text, judgement.Rule));
        Assert.Equal(Rules.SameText, An.Judge(An.Article(Body), An.Article(Body)).Rule);
    }

    [Fact]
    public void A_lightly_edited_text_is_near()
    {
        var edited = "الرياض - وكالات: " + Body.Replace("مجانا", "بالمجان", StringComparison.Ordinal).Replace("وأضاف", "وتابع", StringComparison.Ordinal);
        var judgement = An.Judge(An.Article(Body), An.Article(edited));
        Assert.Equal((RepeatKind.Near, Rules.SharedRuns), (judgement.Kind, judgement.Rule));
        Assert.InRange(judgement.Score, 0.75, 1);
    }

    [Fact]
    public void A_cut_teaser_is_inside_its_article_whichever_is_asked_first()
    {
        var full = An.Article(Body);
        var teaser = An.Article(string.Join(' ', Body.Split(' ').Take(25)));
        Assert.Equal((RepeatKind.Contained, false), (An.Judge(full, teaser).Kind, An.Judge(full, teaser).FirstIsInside));
        Assert.Equal((RepeatKind.Contained, true), (An.Judge(teaser, full).Kind, An.Judge(teaser, full).FirstIsInside));
    }

    [Fact]
    public void The_same_headline_over_another_text_is_no_more_than_that()
    {
        var first = An.Article(Body) with { Headline = "بدء حملة التطعيم الوطنية" };
        var second = An.Article(An.Text(80)) with { Headline = "بدء حملة التطعيم الوطنية" };
        Assert.Equal((RepeatKind.Headline, TextRelation.None), (An.Judge(first, second).Kind, An.Judge(first, second).Text));
        Assert.Equal(RepeatKind.New, An.Judge(first with { Headline = "خبر عاجل" }, second with { Headline = "خبر عاجل" }).Kind);
    }

    [Theory]
    [InlineData("12", "37", "محمد الأحمد", "خالد السالم", "الرياض", "جدة")]
    [InlineData("41", "18", "Weber", "Martin", "Berlin", "Paris")]
    public void A_form_filled_in_for_another_event_is_not_a_copy(string number, string otherNumber, string name, string otherName, string place, string otherPlace)
    {
        string Form(string n, string who, string where) =>
            $"أعلنت إدارة التعليم في مدينة {where} عن توفر {n} وظيفة شاغرة للعام الدراسي المقبل وقال مدير الإدارة {who} إن التقديم يبدأ يوم {n} من الشهر الجاري "
            + $"عبر البوابة الإلكترونية للوزارة وأكد {who} أن المقابلات الشخصية ستجرى في مقر الإدارة في {where} وأن عدد المتقدمين بلغ {n}500 حتى الآن";

        var first = An.Article(Form(number, name, place)) with { Headline = $"تعليم {place} يعلن عن {number} وظيفة" };
        var second = An.Article(Form(otherNumber, otherName, otherPlace)) with { Headline = $"تعليم {otherPlace} يعلن عن {otherNumber} وظيفة" };
        Assert.Equal(RepeatKind.New, An.Judge(first, second).Kind);
    }

    [Fact]
    public void Stories_with_the_same_teasers_glued_on_are_different()
    {
        var block = An.Text(150, seed: 7);
        var first = An.Article(An.Text(80, seed: 1) + " " + block);
        var second = An.Article(An.Text(80, seed: 2) + " " + block);
        Assert.Equal(RepeatKind.New, An.Judge(
            first with { Headline = string.Join(' ', first.Body.Split(' ').Take(6)) },
            second with { Headline = string.Join(' ', second.Body.Split(' ').Take(6)) }).Kind);
    }

    [Fact]
    public void A_changed_text_under_the_same_link_is_a_new_version()
    {
        var first = An.Article(Body) with { Link = "https://www.example.com/news/77?utm_source=feed" };
        var second = An.Article(Body + "\nوأكدت الوزارة أن عدد من تلقوا اللقاح بلغ خمسين ألفا.") with { Link = "https://example.com/news/77/" };
        var judgement = An.Judge(first, second);
        Assert.Equal((RepeatKind.Revised, TextRelation.Near, Rules.SameIdentity), (judgement.Kind, judgement.Text, judgement.Rule));
    }

    [Fact]
    public void Two_stories_of_one_page_share_its_link_and_nothing_else()
    {
        var first = An.Article(An.Text(80, seed: 1)) with { Link = "https://example.com/live" };
        var second = An.Article(An.Text(80, seed: 2)) with { Link = "https://example.com/live" };
        Assert.Equal(RepeatKind.New, An.Judge(first, second).Kind);
    }

    [Fact]
    public void A_correction_says_so_and_goes_on()
    {
        var first = An.Article(Body) with { Headline = "حملة تطعيم ضد الإنفلونزا" };
        var second = An.Article(Body.Replace("مليوني جرعة", "ثلاثة ملايين جرعة", StringComparison.Ordinal)) with
        {
            Headline = "تصحيح: حملة تطعيم ضد الإنفلونزا",
            Published = An.Noon.AddHours(2),
        };
        Assert.Equal((RepeatKind.Revised, Rules.SaysSo), (An.Judge(first, second).Kind, An.Judge(first, second).Rule));

        // Another outlet's correction is not a version of this one's article.
        Assert.Equal(RepeatKind.Near, An.Judge(first, second with { Source = "other" }).Kind);
    }

    [Fact]
    public void Scanned_copies_with_damaged_letters_are_found()
    {
        var random = new Random(5);
        var original = An.Text(250, seed: 3);
        var first = An.Article(Damage(original, random));
        var second = An.Article(Damage(original, random));
        var judgement = An.Judge(first, second);
        Assert.Equal((RepeatKind.Near, Rules.DamagedRuns), (judgement.Kind, judgement.Rule));
    }

    [Fact]
    public void The_verdict_does_not_depend_on_who_is_asked_about_whom()
    {
        var random = new Random(11);
        var texts = Enumerable.Range(0, 12).Select(i => An.Text(random.Next(4, 120), i)).ToList();
        for (var n = 0; n < 400; n++)
        {
            var first = Mixed(texts, random);
            var second = Mixed(texts, random);
            var there = An.Judge(first, second);
            var back = An.Judge(second, first);
            Assert.Equal((there.Kind, there.Text, there.Rule, there.Score), (back.Kind, back.Text, back.Rule, back.Score));
            if (there.Text == TextRelation.Contained)
            {
                Assert.NotEqual(there.FirstIsInside, back.FirstIsInside);
            }
        }
    }

    private static ArticleInput Mixed(List<string> texts, Random random)
    {
        var parts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => texts[random.Next(texts.Count)]);
        var body = string.Join(' ', parts);
        return An.Article(random.Next(2) == 0 ? Damage(body, random) : body) with { Headline = texts[random.Next(texts.Count)][..12] };
    }

    private static string Damage(string text, Random random)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = letters[i] != ' ' && random.NextDouble() < 0.02 ? "بتثنيجحخدذ"[random.Next(10)] : letters[i];
        }

        return new string(letters);
    }
}
