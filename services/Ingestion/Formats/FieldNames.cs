namespace NewsPlatform.Ingestion.Formats;

/// <summary>
/// Which fields of a JSON object or columns of a table mean what. Names are compared without case, blanks, dashes and
/// underscores, so <c>pubDate</c>, <c>pub_date</c> and <c>Pub Date</c> are one. The first name that holds something wins.
/// </summary>
internal sealed record FieldNames
{
    public static FieldNames Default { get; } = new();

    public IReadOnlyList<string> Headline { get; init; } =
        ["title", "headline", "heading", "head", "hl1", "name", "subject", "العنوان", "عنوان", "titre", "titulo", "titel"];

    public IReadOnlyList<string> Text { get; init; } =
    [
        "body", "text", "content", "articleBody", "articleText", "fullText", "bodyText", "bodyHtml", "contentHtml", "contentText", "html",
        "story", "article", "paragraphs", "النص", "نص", "المحتوى", "texte", "contenu", "texto", "contenido", "cuerpo", "inhalt",
    ];

    /// <summary>Used as the text where there is none, and then the article is a teaser.</summary>
    public IReadOnlyList<string> Summary { get; init; } =
        ["summary", "abstract", "description", "excerpt", "teaser", "lead", "standfirst", "subtitle", "snippet", "الملخص", "ملخص", "resume", "resumen"];

    public IReadOnlyList<string> Published { get; init; } =
    [
        "date", "published", "pubDate", "publishedAt", "datePublished", "publicationDate", "publishDate", "published_on", "datetime",
        "firstPublished", "created", "createdAt", "dateCreated", "issued", "timestamp", "time", "updated", "updatedAt", "modified", "dateModified",
        "dateExtracted", "التاريخ", "تاريخ", "fecha", "datum",
    ];

    public IReadOnlyList<string> Author { get; init; } =
        ["author", "byline", "authors", "creator", "writer", "by", "reporter", "الكاتب", "كاتب", "auteur", "autor"];

    public IReadOnlyList<string> Link { get; init; } =
        ["url", "link", "href", "permalink", "canonicalUrl", "webUrl", "sourceUrl", "articleUrl", "الرابط", "رابط", "lien", "enlace"];

    public IReadOnlyList<string> SourceId { get; init; } = ["id", "guid", "_id", "articleId", "uuid", "uri", "docId", "identifier", "المعرف"];

    public IReadOnlyList<string> Language { get; init; } = ["lang", "language", "languageCode", "inLanguage", "اللغة", "لغة", "langue", "idioma", "sprache"];

    public IReadOnlyList<string> Credits { get; init; } = ["source", "agency", "credit", "credits", "publisher", "newspaper", "المصدر", "مصدر", "fuente"];

    public IReadOnlyList<string> Dateline { get; init; } = ["dateline", "location", "place"];

    /// <summary>Fields that hold a list of articles.</summary>
    public IReadOnlyList<string> Containers { get; init; } =
        ["articles", "items", "data", "results", "entries", "news", "stories", "documents", "docs", "records", "posts", "hits", "response", "value", "rows"];
}
