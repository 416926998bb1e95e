using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Enrichers;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Dates;

/// <summary>
/// The publication date with what says so, strongest first: the document, the dateline, a credit line, the link, a whole
/// date in the lead. The clock is never asked: a text that names no date has none. Then the days the text speaks of.
/// </summary>
internal sealed partial class DateEnricher : IEnricher
{
    private const int MostMentions = 100;

    // A lead says its day in its first words or not at all.
    private const int LeadWords = 60;

    private static readonly FrozenSet<ulong> Coming = Hashes("المقبل", "المقبلة", "القادم", "القادمة", "next");
    private static readonly FrozenSet<ulong> Gone = Hashes("الماضي", "الماضية", "الفائت", "المنصرم", "last");

    public string Name => "date";

    public string Version => "1";

    public void Enrich(EnrichmentContext context)
    {
        var publication = FromDocument(context) ?? FromDateline(context) ?? FromCredits(context) ?? FromLink(context) ?? FromLead(context);
        context.Notes.Publication = publication;
        context.Notes.Dates = Mentions(context, publication?.Date);
    }

    private static PublicationDate? FromDocument(EnrichmentContext context) => context.Article.Published is { Year: > 1800 and < 2200 } at
        ? new PublicationDate { Date = DateOnly.FromDateTime(at.DateTime), At = at, Source = DateSource.Document }
        : null;

    private static PublicationDate? FromDateline(EnrichmentContext context) => context.DatelineDate is { } date
        ? Resolve(context, date, DateSource.Dateline, context.Article.Dateline)
        : null;

    private static PublicationDate? FromCredits(EnrichmentContext context)
    {
        foreach (var credit in context.Article.Credits)
        {
            var (words, findings) = context.ReadLine(credit);
            for (var i = 0; i < words.Count; i++)
            {
                if (DateReader.Read(words, findings, i) is { Date.Month: > 0 } found)
                {
                    return Resolve(context, found.Date, DateSource.Credit, credit);
                }
            }
        }

        return null;
    }

    private static PublicationDate? FromLink(EnrichmentContext context)
    {
        if (context.Article.Link is not { Length: < 2000 } link || DateInLink().Match(link) is not { Success: true } match)
        {
            return null;
        }

        var parts = new PartialDate(Part("d"), Part("m"), Part("y"), null, null);
        return parts.Whole() is { } date ? new PublicationDate { Date = date, Source = DateSource.Link, Evidence = match.Value.Trim('/', '-') } : null;

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static PublicationDate? FromLead(EnrichmentContext context)
    {
        for (var i = 0; i < Math.Min(LeadWords, context.Body.Count); i++)
        {
            context.Spend();

            // Only with its weekday ("الخميس 28 سبتمبر 2023"): a bare date in a lead may be any day in history.
            if (DateReader.Read(context.Body, context.BodyFindings, i) is { Date: { Weekday: { } weekday } date } found && date.Whole() is { } whole && whole.DayOfWeek == weekday)
            {
                return new PublicationDate { Date = whole, Source = DateSource.Lead, Evidence = context.Body.Slice(i, found.Behind) };
            }
        }

        return null;
    }

    // A date without its year is taken for the last such day before the article came in, and says that it was.
    private static PublicationDate? Resolve(EnrichmentContext context, PartialDate date, string source, string? evidence)
    {
        if (date.Whole() is { } whole)
        {
            return new PublicationDate { Date = whole, Source = source, Evidence = evidence };
        }

        return context.IngestedAt is { } at && date.Year == 0 && date.LastBefore(DateOnly.FromDateTime(at.UtcDateTime.AddDays(1))) is { } last
            ? new PublicationDate { Date = last, Source = source, YearInferred = true, Evidence = evidence }
            : null;
    }

    private static List<DateMention> Mentions(EnrichmentContext context, DateOnly? published)
    {
        var body = context.Body;
        var mentions = new List<DateMention>();
        for (var i = 0; i < body.Count && mentions.Count < MostMentions; i++)
        {
            context.Spend(2);
            if (DateReader.Read(body, context.BodyFindings, i) is not { } found)
            {
                continue;
            }

            // "و11 يوليو": the conjunction is no part of the day.
            var start = body.Start(i, body.Word(i) is ['و', >= '0' and <= '9', ..] ? 1 : 0);
            mentions.Add(new DateMention
            {
                Start = start,
                Length = body.End(found.Behind - 1) - start,
                Date = DayOf(body, found.Date, found.Behind, published),
            });
            i = found.Behind - 1;
        }

        return mentions;
    }

    private static DateOnly? DayOf(Passage body, PartialDate date, int behind, DateOnly? published)
    {
        if (date.Whole() is { } whole)
        {
            return whole;
        }

        if (published is not { } anchor || (date.Month > 0 && date.Year > 0))
        {
            return null;
        }

        if (date.Relative is { } days)
        {
            return anchor.AddDays(days);
        }

        var coming = behind < body.Count && Coming.Contains(body.Hash(behind));
        var gone = behind < body.Count && Gone.Contains(body.Hash(behind));
        if (date.Month > 0)
        {
            // The nearest such day: news speak of the next months as much as of the last.
            return date.LastBefore(anchor.AddMonths(coming ? 12 : gone ? 0 : 6));
        }

        if (date.Weekday is not { } weekday)
        {
            return null;
        }

        var back = ((int)anchor.DayOfWeek - (int)weekday + 7) % 7;
        return coming ? anchor.AddDays(back == 0 ? 7 : 7 - back) : anchor.AddDays(gone && back == 0 ? -7 : -back);
    }

    private static FrozenSet<ulong> Hashes(params string[] words) =>
        words.Select(word => WordHash.Of(NormalizationProfile.Normalize(word))).ToFrozenSet();

    [GeneratedRegex(@"[/-](?<y>(19|20)\d\d)[/-](?<m>\d{1,2})[/-](?<d>\d{1,2})([/-]|$)")]
    private static partial Regex DateInLink();
}
