using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Detection;

public sealed class FingerprintTests
{
    private static readonly ArticleInput Article = An.Article("أعلنت الحكومة اليوم، عن «خطة جديدة» لعام 2026.\n\nوقالت إنها ستبدأ قريبا.") with
    {
        Headline = "تحديث: الحكومة تعلن خطة جديدة",
        SourceId = "urn:77",
        Sequence = 3,
        Published = An.Noon.AddMinutes(-5),
    };

    [Fact]
    public void A_fingerprint_comes_back_from_its_bytes_as_it_was()
    {
        var before = Article.Fingerprint();
        var after = FingerprintCodec.Unpack(FingerprintCodec.Pack(before));
        Assert.Equivalent(before, after, strict: true);
        Assert.Equal(before.Order, after.Order);
        Assert.Equal(before.Keys, after.Keys);
    }

    [Fact]
    public void Bytes_that_are_no_fingerprint_are_refused()
    {
        var packed = FingerprintCodec.Pack(Article.Fingerprint());
        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => FingerprintCodec.Unpack(packed.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => FingerprintCodec.Unpack([.. packed, 0]));
        packed[0]++;
        Assert.Throws<InvalidDataException>(() => FingerprintCodec.Unpack(packed));
    }

    [Fact]
    public void Another_profile_is_refused_by_name()
    {
        var packed = FingerprintCodec.Pack(Article.Fingerprint());
        packed[6]++;
        Assert.Contains("n2", Assert.Throws<InvalidDataException>(() => FingerprintCodec.Unpack(packed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_is_a_few_bytes_a_word()
    {
        var packed = FingerprintCodec.Pack((Article with { Body = An.Text(300) }).Fingerprint());
        Assert.InRange(packed.Length, 300 * 5, (300 * 5) + 400);
    }

    [Fact]
    public void Words_are_found_again_in_the_text_by_their_offsets()
    {
        var text = "  " + string.Join(' ', Enumerable.Range(1, 400).Select(i => new string('م', i))) + ".";
        var fingerprint = (Article with { Body = text }).Fingerprint();
        var starts = new List<int>();
        WordOffsets.Read(fingerprint.Offsets, starts);
        for (var first = 0; first < 400; first += 7)
        {
            var (start, end) = WordOffsets.Locate(starts, first, Math.Min(3, 400 - first));
            Assert.Equal(string.Join(' ', Enumerable.Range(first + 1, Math.Min(3, 400 - first)).Select(i => new string('م', i))), text[start..end]);
        }
    }

    [Theory]
    [InlineData("تصحيح: سقوط عشرة قتلى", "Correction")]
    [InlineData("سقوط عشرة قتلى (تصحيح)", "Correction")]
    [InlineData("CORRECTED-UPDATE 2-Oil rises", "Correction")]
    [InlineData("UPDATE 1-Oil rises on supply fears", "Update")]
    [InlineData("Mise à jour - le bilan passe à douze morts", "Update")]
    [InlineData("آخر تحديث لأسعار الذهب في السوق المحلي اليوم السبت مع التفاصيل كاملة", "Update")]
    [InlineData("خبراء يتوقعون أن تشهد أسواق الأسهم العالمية موجة تصحيح واسعة خلال الأسابيع القليلة القادمة", "None")]
    [InlineData("سحب خبر: الرجاء عدم النشر", "Withdrawal")]
    public void A_headline_says_that_it_is_a_later_version_only_near_its_edges(string headline, string mark) =>
        Assert.Equal(mark, (Article with { Headline = headline }).Fingerprint().Mark.ToString());

    [Theory]
    [InlineData("https://www.example.com/a/b/?utm_source=x&id=7#top", "http://example.com/a/b?id=7", true)]
    [InlineData("https://example.com/a?b=2&a=1", "https://example.com/a?a=1&b=2", true)]
    [InlineData("https://example.com/a", "https://example.com/b", false)]
    [InlineData("https://example.com/", "https://example.com/", false)]
    [InlineData("not a link", "not a link", false)]
    public void Links_that_name_the_same_article_give_the_same_identity(string first, string second, bool same)
    {
        var one = SourceIdentity.Of("agency", null, first);
        Assert.Equal(same, one != 0 && one == SourceIdentity.Of("other", null, second));
    }
}
