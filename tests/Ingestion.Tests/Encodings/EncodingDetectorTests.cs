using System.Text;
using NewsPlatform.Ingestion.Encodings;
using NewsPlatform.Ingestion.Tests.Formats;

namespace NewsPlatform.Ingestion.Tests.Encodings;

public sealed class EncodingDetectorTests
{
    public static TheoryData<string, int> Seeds()
    {
        var data = new TheoryData<string, int>();
        foreach (var seed in Directory.EnumerateFiles(Surroundings.Seeds, "*.txt").Select(Path.GetFileName).Order(StringComparer.Ordinal))
        {
            foreach (var codePage in new[] { 1256, 28596, 65001, 1200, 1201 })
            {
                data.Add(seed!, codePage);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_two_hundred_characters_of_the_seeds_come_back_from_every_Arabic_encoding_undeclared(string seed, int codePage)
    {
        var encoding = EncodingLabels.Of(codePage);
        var text = File.ReadAllText(Path.Combine(Surroundings.Seeds, seed));
        for (var at = 0; at + 200 <= text.Length; at += 200)
        {
            var bytes = encoding.GetBytes(text.Substring(at, 200));
            var found = EncodingDetector.Detect(bytes);
            Assert.Equal(encoding.GetString(bytes), found.Encoding.GetString(bytes));
            Assert.Equal(EncodingOrigin.Statistics, found.From);
            Assert.False(found.Doubtful, $"{found.Name} {found.Confidence}");
        }
    }

    [Theory]
    [InlineData(1256)]
    [InlineData(28596)]
    public void Arabic_with_digits_and_Latin_names_in_it_is_still_Arabic(int codePage)
    {
        const string text = "قال Reuters إن 45 من أصل 120 عضوا في NATO، بينهم Jens Stoltenberg و Mark Rutte، حضروا قمة 2024/07/09 في Washington DC، "
            + "وإن الميزانية بلغت 1,340.5 مليار USD بزيادة 17.9% عن 2023، بحسب موقع www.nato.int وبيان Pentagon رقم PR-2211.";
        var encoding = EncodingLabels.Of(codePage);
        var bytes = encoding.GetBytes(text);
        Assert.Equal(encoding.GetString(bytes), EncodingDetector.Detect(bytes).Encoding.GetString(bytes));
    }

    [Theory]
    [InlineData(1251, "Мост через реку открыли после восьми месяцев ремонта. Водители всё это время ездили в объезд, потому что весеннее половодье повредило опоры.")]
    [InlineData(20866, "Мост через реку открыли после восьми месяцев ремонта. Водители всё это время ездили в объезд, потому что весеннее половодье повредило опоры.")]
    [InlineData(28595, "Мост через реку открыли после восьми месяцев ремонта. Водители всё это время ездили в объезд, потому что весеннее половодье повредило опоры.")]
    [InlineData(1253, "Η παλιά γέφυρα άνοιξε ξανά τη Δευτέρα μετά από οκτώ μήνες εργασιών. Οι οδηγοί έκαναν μεγάλο γύρο από τις πλημμύρες της άνοιξης και μετά.")]
    [InlineData(1255, "הגשר הישן מעל הנהר נפתח מחדש ביום שני לאחר שמונה חודשי שיפוצים. הנהגים נאלצו לנסוע בדרך ארוכה מאז השיטפונות של האביב האחרון.")]
    [InlineData(1254, "Nehrin üzerindeki eski köprü sekiz aylık onarımın ardından pazartesi günü yeniden açıldı. Sürücüler ilkbahardaki taşkınlardan beri uzun yoldan gidiyordu; şimdi ışıklar yandı.")]
    [InlineData(1252, "Le vieux pont sur la rivière a rouvert lundi après huit mois de réparations. Les conducteurs faisaient un long détour depuis les crues du printemps ; l’été s’annonce plus léger, a-t-on espéré à la mairie.")]
    [InlineData(1252, "Die alte Brücke über den Fluss ist am Montag nach acht Monaten wieder geöffnet worden. Für die Fahrer hieß das zuvor: große Umwege, spätes Heimkommen, ständige Störungen.")]
    [InlineData(1250, "Stary most na rzece został ponownie otwarty w poniedziałek po ośmiu miesiącach naprawy. Kierowcy jeździli okrężną drogą, ponieważ powódź uszkodziła filary, a łąki były pod wodą.")]
    [InlineData(28592, "Starý most přes řeku byl v pondělí po osmi měsících oprav znovu otevřen. Řidiči museli od jarních povodní jezdit oklikou, což je stálo čas i peníze.")]
    [InlineData(1257, "Senasis tiltas per upę pirmadienį vėl atidarytas po aštuonių mėnesių remonto. Vairuotojai nuo pavasario potvynių važiavo aplinkkeliu, o dabar džiaugiasi šviesomis.")]
    [InlineData(874, "สะพานเก่าข้ามแม่น้ำเปิดใช้งานอีกครั้งในวันจันทร์หลังจากซ่อมแซมเป็นเวลาแปดเดือน ผู้ขับขี่ต้องอ้อมไกลตั้งแต่น้ำท่วมในฤดูใบไม้ผลิ")]
    [InlineData(932, "川にかかる古い橋は、八か月の修理を終えて月曜日に再び開通した。春の洪水以来、運転手たちは長い回り道をしていた。市長は「みんなが待っていた」と話した。")]
    [InlineData(51932, "川にかかる古い橋は、八か月の修理を終えて月曜日に再び開通した。春の洪水以来、運転手たちは長い回り道をしていた。市長は「みんなが待っていた」と話した。")]
    [InlineData(54936, "河上的老桥经过八个月的维修，星期一重新开放。自从春天的洪水以来，司机们一直绕远路。市长说，这是大家等待已久的一天，他感谢所有工人。")]
    [InlineData(950, "河上的老橋經過八個月的維修，星期一重新開放。自從春天的洪水以來，司機們一直繞遠路。市長說，這是大家等待已久的一天，他感謝所有工人。")]
    [InlineData(949, "강을 가로지르는 오래된 다리가 여덟 달의 수리 끝에 월요일 다시 열렸다. 봄 홍수 이후 운전자들은 먼 길을 돌아가야 했다. 시장은 모두가 기다린 날이라고 말했다.")]
    [InlineData(50220, "川にかかる古い橋は、八か月の修理を終えて月曜日に再び開通した。")]
    public void Other_languages_come_back_undeclared(int codePage, string text)
    {
        var encoding = EncodingLabels.Of(codePage);
        var bytes = encoding.GetBytes(text);
        var found = EncodingDetector.Detect(bytes);
        Assert.Equal(encoding.GetString(bytes), found.Encoding.GetString(bytes));
    }

    [Theory]
    [InlineData("utf-8", "EF BB BF")]
    [InlineData("utf-16le", "FF FE")]
    [InlineData("utf-16be", "FE FF")]
    [InlineData("utf-32le", "FF FE 00 00")]
    [InlineData("utf-32be", "00 00 FE FF")]
    public void A_byte_order_mark_settles_it(string name, string mark)
    {
        var found = EncodingDetector.Detect(
            [.. Convert.FromHexString(mark.Replace(" ", "", StringComparison.Ordinal)), .. EncodingLabels.Find(name)!.GetBytes("<?xml version='1.0' encoding='windows-1251'?>نص")], "koi8-r");
        Assert.Equal((name, 1, EncodingOrigin.Bom), (found.Name, found.Confidence, found.From));
        Assert.Equal(mark.Split(' ').Length, found.BomLength);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1256\"?><a>{0}</a>")]
    [InlineData("<?xml version='1.0' encoding='CP1256' standalone='yes'?><a>{0}</a>")]
    [InlineData("<html><head><meta charset=windows-1256></head>{0}")]
    [InlineData("<html><head><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=Windows-1256\"></head>{0}")]
    public void A_declaration_is_believed_even_for_one_word(string document)
    {
        var bytes = EncodingLabels.Of(1256).GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, document, "خبر"));
        var found = EncodingDetector.Detect(bytes);
        Assert.Equal(("windows-1256", EncodingOrigin.Declared), (found.Name, found.From));
    }

    [Fact]
    public void Every_declared_code_page_reads_its_own_text_back()
    {
        foreach (var (label, text) in new[]
        {
            ("iso-8859-6", "خبر عاجل"), ("x-mac-arabic", "خبر"), ("koi8-u", "Міст відкрито"), ("iso-8859-15", "Prix : 5 €"), ("iso-8859-3", "ĝardeno ŭ"), ("iso-8859-4", "ēka"),
            ("windows-1258", "Đưa tin"), ("ibm866", "Мост"), ("big5", "開放"), ("gbk", "开放"), ("gb18030", "开放"), ("shift_jis", "開通"), ("euc-jp", "開通"), ("euc-kr", "다시"), ("iso-8859-8-i", "גשר"), ("tis-620", "สะพาน"),
        })
        {
            var encoding = EncodingLabels.Find(label)!;
            var bytes = encoding.GetBytes(text);
            var found = EncodingDetector.Detect(bytes, label);
            Assert.Equal((label, encoding.GetString(bytes)), (label, found.Encoding.GetString(bytes)));
        }
    }

    [Fact]
    public void A_declaration_that_contradicts_valid_utf_8_loses()
    {
        var found = EncodingDetector.Detect(Encoding.UTF8.GetBytes($"<meta charset='windows-1256'>{Samples.FirstParagraph}"), "iso-8859-1");
        Assert.Equal(("utf-8", "iso-8859-1"), (found.Name, found.OverruledDeclaration));
    }

    [Fact]
    public void Arabic_that_declares_itself_Latin_is_read_as_Arabic()
    {
        var found = EncodingDetector.Detect(EncodingLabels.Of(1256).GetBytes($"<meta charset='iso-8859-1'>{Samples.FirstParagraph} {Samples.SecondParagraph}"));
        Assert.Equal("windows-1256", found.Name);
    }

    [Fact]
    public void A_Latin_declaration_over_Latin_text_is_believed() =>
        Assert.Equal("windows-1252", EncodingDetector.Detect(EncodingLabels.Of(1252).GetBytes("<meta charset='iso-8859-1'>L'été s'achève à la rivière, où l'on a rouvert le vieux pont.")).Name);

    [Fact]
    public void A_few_bytes_that_could_be_anything_are_called_doubtful()
    {
        var found = EncodingDetector.Detect([(byte)'a', 0xC7, (byte)' ', 0xE1, 0xF0]);
        Assert.True(found.Doubtful);
    }

    [Fact]
    public void One_damaged_byte_does_not_make_utf_8_something_else()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.FirstParagraph + Samples.SecondParagraph);
        bytes[11] = 0xFF;
        var found = EncodingDetector.Detect(bytes);
        Assert.Equal(("utf-8", true), (found.Name, found.Doubtful));
    }

    [Theory]
    [InlineData("Σ")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0,0,0,0\n0,0,0,0\n")]
    [InlineData("plain old English text, nothing to see")]
    public void Plain_text_is_never_taken_for_utf_16(string text) =>
        Assert.Equal("utf-8", EncodingDetector.Detect(Encoding.UTF8.GetBytes(text)).Name);

    [Fact]
    public void Any_bytes_give_some_encoding()
    {
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = new byte[random.Next(600)];
            random.NextBytes(bytes);
            var found = EncodingDetector.Detect(bytes, i % 5 == 0 ? "shift_jis" : null, cut: i % 2 == 0);
            Assert.InRange(found.Confidence, 0, 1);
            _ = found.Encoding.GetString(bytes);
        }
    }
}
