namespace NewsPlatform.WebConsole.Words;

/// <summary>A language of the interface. Texts of the news have their own, whatever this is.</summary>
public sealed record Language(string Code, string Name, string Direction)
{
    public const string Cookie = "news.language";

    public static readonly Language English = new("en", "English", "ltr");

    public static readonly Language Arabic = new("ar", "العربية", "rtl");

    public static IReadOnlyList<Language> All { get; } = [English, Arabic];

    /// <summary>The one that was chosen; else the first of the browser's that is here; else English.</summary>
    public static Language Of(HttpContext? http)
    {
        if (Find(http?.Request.Cookies[Cookie]) is { } chosen)
        {
            return chosen;
        }

        return http?.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Find(language.Value.Value?.Split('-')[0]))
            .FirstOrDefault(language => language is not null) ?? English;
    }

    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);
}
