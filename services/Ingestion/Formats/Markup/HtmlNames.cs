using System.Collections.Frozen;

namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>What HTML's element names mean for reading.</summary>
internal static class HtmlNames
{
    /// <summary>Elements that begin and end a paragraph.</summary>
    public static FrozenSet<string> Blocks { get; } = Set(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form "
        + "header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul video audio");

    public static FrozenSet<string> Headings { get; } = Set("h1 h2 h3 h4 h5 h6");

    /// <summary>Elements without an end tag.</summary>
    public static FrozenSet<string> Void { get; } = Set(
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");

    /// <summary>Elements whose content is no text of the article.</summary>
    public static FrozenSet<string> Silent { get; } = Set(
        "script style head title iframe object embed applet template noscript noframes noembed select textarea canvas svg annotation annotation-xml map xml");

    /// <summary>Elements whose content is not markup.</summary>
    public static FrozenSet<string> RawText { get; } = Set("script style textarea title iframe noembed noframes xmp plaintext");

    /// <summary>Elements whose end tag is implied by the next one or by the parent's end: an unclosed run of them is not nesting.</summary>
    public static FrozenSet<string> ImpliedEnd { get; } = Set("p li dt dd option optgroup rp rt rb rtc tr td th thead tbody tfoot colgroup caption");

    /// <summary>Every element of HTML, present and past.</summary>
    public static FrozenSet<string> All { get; } = Set(
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption "
        + "center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer "
        + "form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd keygen label legend li link main map mark "
        + "marquee menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp "
        + "script section select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
        + "title tr track tt u ul var video wbr");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
