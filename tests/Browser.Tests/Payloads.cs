using System.Globalization;

namespace NewsPlatform.Browser.Tests;

/// <summary>
/// Texts that run a script wherever they are taken for markup: ways out of a context times ways to run. Each calls the canary
/// with its number, or asks for an address elsewhere, so that whichever one succeeds is known.
/// </summary>
internal static class Payloads
{
    // What closes the place a text may have been put into: an element, an attribute of either quote, a comment, a script's
    // string, a style, a title, a text area, a data attribute's JSON, a template, a character reference, another encoding.
    private static readonly string[] WaysOut =
    [
        "", "\">", "'>", "-->", "</title>", "</textarea>", "</script>", "</style>", "</noscript>", "]]>", "\" autofocus tabindex=1 ", "' x='", "&quot;>", "\\\">",
        "</bdi></p></article>", "</option></select>", "{{", "`",
    ];

    private static readonly string[] WaysToRun =
    [
        "<script>canary('{0}')</script>",
        "<ScRiPt >canary('{0}')</ScRiPt>",
        "<script src=//elsewhere.invalid/{0}.js></script>",
        "<script type=module>canary('{0}')</script>",
        "<img src=x onerror=canary('{0}')>",
        "<img/src=x/onerror=canary('{0}')>",
        "<img src=//elsewhere.invalid/{0}.png>",
        "<svg onload=canary('{0}')>",
        "<svg><script>canary('{0}')</script></svg>",
        "<svg><animate onbegin=canary('{0}') attributeName=x dur=1s>",
        "<svg><use href=//elsewhere.invalid/{0}.svg#x></svg>",
        "<math><mtext><img src=x onerror=canary('{0}')></mtext></math>",
        "<iframe srcdoc=\"<script>parent.canary('{0}')</script>\"></iframe>",
        "<iframe src=javascript:parent.canary('{0}')></iframe>",
        "<object data=//elsewhere.invalid/{0}></object>",
        "<embed src=//elsewhere.invalid/{0}>",
        "<link rel=stylesheet href=//elsewhere.invalid/{0}.css>",
        "<style>@import '//elsewhere.invalid/{0}.css';</style>",
        "<meta http-equiv=refresh content='0;url=//elsewhere.invalid/{0}'>",
        "<base href=//elsewhere.invalid/{0}/>",
        "<input autofocus onfocus=canary('{0}')>",
        "<details open ontoggle=canary('{0}')>",
        "<video><source onerror=canary('{0}')></video>",
        "<audio src=x onerror=canary('{0}')>",
        "<body onload=canary('{0}')>",
        "<a href=javascript:canary('{0}') autofocus onfocus=canary('{0}')>x</a>",
        "<form action=javascript:canary('{0}')><button autofocus onfocus=canary('{0}')>x",
        "<marquee onstart=canary('{0}')>",
        "<div style=background:url(//elsewhere.invalid/{0})>",
        "onerror=canary('{0}') src=x onmouseover=canary('{0}') style=position:fixed;inset:0",
    ];

    /// <summary>Every way out before every way to run; each is different and says its number.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. WaysOut.SelectMany(_ => WaysToRun, (start, run) => (start, run))
            .Select((pair, number) => pair.start + string.Format(CultureInfo.InvariantCulture, pair.run, number)),
    ];
}
