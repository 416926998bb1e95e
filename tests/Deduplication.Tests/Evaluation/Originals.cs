using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Tests.Evaluation;

/// <summary>Small news texts written for these tests, three for each of six languages.</summary>
internal static class Originals
{
    private static readonly (string Language, string Headline, string Body)[] Texts =
    [
        ("ar", "جسر جديد يربط ضفتي النهر في المدينة القديمة", """
            افتتح محافظ المدينة صباح السبت جسرا جديدا يربط ضفتي النهر، بعد أعمال استمرت ثلاثين شهرا وكلفت 48 مليون دولار. وقال المحافظ في حفل الافتتاح إن الجسر سيخفف الازدحام عن الجسرين القديمين، ويختصر زمن الرحلة بين الحيين إلى أقل من عشر دقائق.
            وأوضح المهندس المشرف على المشروع أن طول الجسر يبلغ 620 مترا، وأنه صمم ليتحمل الزلازل المتوسطة. وشكا تجار السوق القريب من طول مدة الأشغال، لكنهم عبروا عن أملهم في أن يعود الزبائن مع بداية الموسم السياحي.
            """),
        ("ar", "باحثون يكتشفون نوعا نادرا من السلاحف قبالة الساحل", """
            أعلن فريق من الباحثين في الجامعة البحرية اكتشاف نوع نادر من السلاحف قبالة الساحل الشمالي، لم يشاهد في المنطقة منذ عام 1974. وقالت رئيسة الفريق إن الصيادين هم أول من أبلغ عن السلحفاة، بعدما علقت في شباكهم قرب جزيرة صغيرة.
            ووضع الباحثون جهازا صغيرا على ظهرها لتتبع حركتها خلال الأشهر الستة المقبلة، على أن تنشر النتائج في مجلة علمية. ودعت وزارة البيئة الصيادين إلى إعادة أي سلحفاة تعلق في الشباك إلى البحر، وتعهدت بتعويضهم عن الأضرار.
            """),
        ("ar", "المنتخب يتأهل إلى النهائي بعد مباراة مثيرة", """
            تأهل المنتخب الوطني لكرة السلة إلى المباراة النهائية من بطولة القارة، بعد فوزه على منافسه بنتيجة 84 مقابل 79 مساء الجمعة. وتقدم الفريق في الربع الأول بفارق كبير، قبل أن يعود المنافس إلى أجواء اللقاء في الربع الثالث.
            وحسم قائد الفريق المواجهة برميتين ثلاثيتين في الدقيقة الأخيرة وسط تشجيع نحو 12 ألف متفرج. وقال المدرب إن لاعبيه تعبوا كثيرا لكنهم لم يفقدوا تركيزهم، وإن أمامهم يومين فقط للراحة قبل موعد النهائي.
            """),
        ("en", "Ferry service returns to the northern islands after five years", """
            The first ferry in five years left for the northern islands on Tuesday morning with 214 passengers on board, ending a long dispute between the shipping company and the regional council. The council agreed in March to pay a third of the cost of new engines, while the company promised at least four crossings a week through the winter.
            "We had almost forgotten what a morning paper looks like," said the owner of the only shop on the smallest island. Fishermen remain doubtful, because the quay has not been repaired since the storm of 2019 and larger ships cannot land there at low tide.
            """),
        ("en", "Museum buys letters of a forgotten painter", """
            The national museum has bought 37 letters by a painter who died almost unknown in 1911, its director announced on Thursday. The letters, found in the attic of a farmhouse, describe her journeys through the mountains and her quarrels with the academy that refused to show her work.
            A foundation paid most of the price, which neither side would name. The museum plans to publish the letters next year and to show them together with eleven of her landscapes, some of which have never left the village where she lived with her two sisters.
            """),
        ("en", "Engineers test a battery made of sand and salt", """
            A group of engineers has heated a small town's swimming pool for a whole winter with a battery made of sand and salt, according to a report published on Monday. The container, as large as a bus, is warmed by surplus wind power and gives off its heat over several weeks.
            The test cost about 2 million euros and saved 160 tonnes of carbon dioxide. Critics point out that the method works only where heat, not electricity, is needed. The town now wants to connect its school and its hospital, and two neighbouring villages have asked for plans.
            """),
        ("fr", "La bibliothèque municipale rouvre ses portes après les inondations", """
            Fermée depuis les inondations du printemps, la bibliothèque municipale a rouvert mercredi devant une foule de lecteurs. Près de 9 000 ouvrages ont été séchés un par un par des bénévoles, et une grande partie des archives a pu être sauvée grâce à un camion frigorifique prêté par un marchand de poissons.
            Le maire a salué un « travail de fourmis » et promis que les collections anciennes seraient désormais conservées au deuxième étage. Les travaux ont coûté 1,4 million d'euros, dont la moitié a été payée par la région, le reste par une souscription publique.
            """),
        ("fr", "Une course de voiliers traverse l'océan sans boussole", """
            Douze équipages sont partis dimanche pour une course à travers l'océan, sans boussole ni appareils électroniques, en se guidant comme autrefois sur les étoiles et la houle. Les organisateurs suivent chaque bateau grâce à une balise scellée que les marins n'ont pas le droit d'ouvrir, sauf en cas de détresse.
            L'arrivée des premiers est attendue dans 24 jours. La plus jeune navigatrice a dix-neuf ans ; elle a appris à lire le ciel avec son grand-père, ancien gardien de phare. Plusieurs universités profiteront du voyage pour mesurer la température de l'eau.
            """),
        ("fr", "Les vignerons vendangent la nuit pour échapper à la chaleur", """
            Pour la première fois, tous les vignerons de la vallée ont commencé les vendanges en pleine nuit, à la lumière de lampes frontales, afin d'échapper à une chaleur qui dépasse 38 degrés l'après-midi. Le raisin cueilli au frais garde mieux ses arômes, expliquent-ils, et les cueilleurs souffrent moins.
            La récolte s'annonce pourtant inférieure de 15 pour cent à celle de l'an dernier, à cause du gel d'avril. La coopérative a embauché 300 saisonniers et loué des autocars, parce que les trains ne circulent pas avant cinq heures du matin.
            """),
        ("ru", "В заповеднике впервые за сорок лет родился зубрёнок", """
            В горном заповеднике впервые за сорок лет родился зубрёнок, сообщили в пятницу егеря, которые наблюдали за стадом с вертолёта. Малыш весит около 25 килограммов и уже ходит за матерью, однако подходить к животным ближе чем на пятьсот метров запрещено.
            Стадо завезли сюда шесть лет назад из питомника, и учёные опасались, что звери не привыкнут к высоте. Директор заповедника рассказала, что зимой зубров подкармливали сеном, а волков удалось отпугнуть огнями. К весне сотрудники надеются увидеть ещё двух телят.
            """),
        ("ru", "Старый трамвай снова выйдет на улицы города", """
            Трамвай, построенный в 1936 году, снова выйдет на улицы города: мастера депо восстанавливали его четыре года по старым чертежам и фотографиям. Деревянные скамьи сделали заново, а звонок нашли на чердаке у внучки бывшего вагоновожатого.
            Вагон будет ходить по выходным от вокзала до набережной, билет обойдётся в 60 рублей. На первую поездку записались более тысячи горожан, хотя мест всего сорок два. Городские власти обещают, что через год на линию вернётся и второй такой же вагон.
            """),
        ("ru", "Школьники создали прибор, который слышит утечки воды", """
            Трое школьников из небольшого посёлка создали прибор, который слышит утечки воды под землёй, и получили за него главный приз конкурса изобретателей. Прибор стоит меньше трёх тысяч рублей и крепится к трубе магнитом, а сигнал передаёт на телефон.
            Местная водная служба уже нашла с его помощью 11 повреждений, о которых никто не подозревал. Ребята говорят, что идея пришла после прорыва трубы у школы, когда двор замёрз и превратился в каток. Приз, поездку в столицу, они разделят с учителем физики.
            """),
        ("fa", "قطار گردشگری کویر پس از دو سال توقف به راه افتاد", """
            قطار گردشگری کویر پس از دو سال توقف، بامداد پنج‌شنبه با ۱۸۰ مسافر از ایستگاه مرکزی به راه افتاد. مدیر راه‌آهن در مراسم آغاز سفر گفت که واگن‌ها بازسازی شده‌اند و هر هفته سه بار میان شهر و کاروانسرای قدیمی رفت و آمد خواهند کرد.
            به گفته او، بهای بلیت برای دانشجویان نصف است و درآمد این خط برای نگهداری بناهای تاریخی هزینه می‌شود. راهنمایان محلی می‌گویند آسمان پرستاره کویر مهم‌ترین جاذبه سفر است، اما از کمبود آب در توقفگاه‌های میان راه گلایه دارند.
            """),
        ("fa", "کتابخانه سیار به روستاهای کوهستانی می‌رود", """
            یک کتابخانه سیار از امروز به هفده روستای کوهستانی می‌رود تا کودکان این منطقه در زمستان هم بی‌کتاب نمانند. این خودرو که با کمک خیران خریده شده، نزدیک به ۲۵۰۰ جلد کتاب، چند بازی فکری و یک دستگاه نمایش فیلم دارد.
            مسئول طرح می‌گوید کتاب‌ها هر دو هفته عوض می‌شوند و معلمان فهرست نیازهای خود را پیشاپیش می‌فرستند. پارسال برف سنگین راه سه روستا را برای چهل روز بست و کتاب‌ها با اسب به مدرسه رسید؛ امسال زنجیر چرخ و بیسیم نیز فراهم شده است.
            """),
        ("fa", "پژوهشگران راهی تازه برای بازیافت شیشه یافتند", """
            پژوهشگران دانشگاه صنعتی راهی تازه برای بازیافت شیشه‌های رنگی یافته‌اند که تا امروز در زمین دفن می‌شد. در این روش خرده‌شیشه با خاک رس آمیخته و در دمای ۸۵۰ درجه پخته می‌شود و آجری سبک به دست می‌آید که گرما را کم عبور می‌دهد.
            سرپرست گروه می‌گوید هزینه هر آجر یک‌پنجم کمتر از نمونه معمولی است و آزمایش آن در ساختن دیوار یک مدرسه خوب بوده است. شهرداری قرار است از بهار آینده شیشه را جداگانه گرد آورد و کارخانه‌ای کوچک در حاشیه شهر بسازد.
            """),
        ("zh", "山区小镇迎来第一座公共图书馆", """
            经过三年的建设，这座山区小镇上周六迎来了第一座公共图书馆。图书馆共有三层，藏书两万六千册，其中三分之一由各地读者捐赠。镇长在开馆仪式上表示，过去孩子们要坐两个小时的班车才能借到一本书，现在放学以后步行十分钟就能到达。
            馆内还设有老人阅读区和电影放映厅，每天开放到晚上九点。负责设计的建筑师说，屋顶的形状来自当地的茶田，雨水会被收集起来浇灌院子里的花木。居民们希望冬天的供暖不会成为问题，因为去年学校的锅炉曾经停了十一天。
            """),
        ("zh", "渔民在近海发现清代沉船", """
            三名渔民本月初在近海作业时，渔网意外带上来几只青花瓷碗，考古人员随后在水下二十二米处找到了一艘清代沉船。专家初步判断，这艘船长约三十米，当时正从南方港口驶往海外，船舱里仍然整齐地码放着上千件瓷器。
            博物馆馆长介绍说，打捞工作将从明年春天开始，预计需要两年时间，费用由国家和地方共同承担。为了防止盗捞，海警已经在周围海域设置了禁航区。渔民们得到了奖励，他们说会用这笔钱修理旧船，并且给村里的小学买一批新的课桌。
            """),
        ("zh", "大学生发明可以折叠的自行车头盔", """
            一所大学的四名学生发明了一种可以折叠的自行车头盔，压扁以后只有一本字典那么厚，能够轻松放进书包。经过检测中心的四十次撞击试验，这种头盔的保护能力与普通产品相同，重量却减少了百分之三十五。
            团队负责人说，最初的想法来自共享单车：许多人愿意骑车，却不愿意随身带着又大又硬的头盔。目前已经有两家工厂表示愿意合作生产，第一批五千个产品预计在今年秋天上市，售价大约一百二十元。学校还为他们提供了办公室和启动资金。
            """),
    ];

    public static IReadOnlyList<string> Languages { get; } = [.. Texts.Select(text => text.Language).Distinct()];

    public static IReadOnlyList<ArticleInput> Of(string language) =>
    [
        .. Texts.Where(text => text.Language == language).Select((text, number) => new ArticleInput
        {
            ArticleId = $"{language}-{number}",
            Source = $"{language} outlet",
            Seen = An.Noon,
            Published = An.Noon.AddHours(number),
            Headline = text.Headline,
            Body = text.Body.Trim(),
        }),
    ];
}
