namespace NewsPlatform.Contracts;

/// <summary>These articles carry what an editor would note in the margin; they are not stored yet. Enrichment tells Storage.</summary>
public sealed record ArticlesEnriched
{
    public required IReadOnlyList<EnrichedArticle> Articles { get; init; }
}

/// <summary>One article of the bundle, with a fate of its own.</summary>
public sealed record EnrichedArticle
{
    public required Article Article { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public required Verdict Verdict { get; init; }

    public required Enrichment Enrichment { get; init; }

    public required Journey Journey { get; init; }

    /// <summary>
    /// The replay this belongs to: the article is stored already and is only noted again, to compare. Absent on its first
    /// way. Since the second release.
    /// </summary>
    public string? Replay { get; init; }
}

/// <summary>
/// What Enrichment noted. Each enricher owns its members and is named in <see cref="Enrichers"/>; a member that is absent
/// was not noted (its enricher failed, see <see cref="Failures"/>, or found nothing to say), an empty list means none found.
/// Offsets and lengths are UTF-16 units of <see cref="Article.Text"/>.
/// </summary>
public sealed record Enrichment
{
    /// <summary>BCP 47, or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double LanguageConfidence { get; init; }

    /// <summary>The text after the normalisation profile: for search and comparison, not for reading.</summary>
    public required string NormalizedText { get; init; }

    /// <summary>Name and version of every enricher that ran, for example <c>language/2</c>.</summary>
    public required IReadOnlyList<string> Enrichers { get; init; }

    /// <summary>ISO 15924, for example <c>Arab</c>.</summary>
    public string? Script { get; init; }

    /// <summary>A hint at an Arabic dialect (BCP 47, for example <c>apc</c>), where the words leave little doubt.</summary>
    public string? Dialect { get; init; }

    /// <summary>The languages of a mixed text with their shares of the letters, largest first; absent for a text in one language.</summary>
    public IReadOnlyList<LanguageShare>? Languages { get; init; }

    public TextFacts? Text { get; init; }

    /// <summary>The light stems of the text, each once, in order, with one space between them. Arabic only; for search.</summary>
    public string? Stems { get; init; }

    public BestHeadline? Headline { get; init; }

    public Origin? Origin { get; init; }

    public Dateline? Dateline { get; init; }

    public PublicationDate? Publication { get; init; }

    /// <summary>Dates that the text speaks of, resolved against the publication date where that is known.</summary>
    public IReadOnlyList<DateMention>? Dates { get; init; }

    public IReadOnlyList<PersonMentioned>? People { get; init; }

    public IReadOnlyList<OrganisationMentioned>? Organisations { get; init; }

    public IReadOnlyList<PlaceMentioned>? Places { get; init; }

    public IReadOnlyList<Quotation>? Quotes { get; init; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<Keyword>? Keywords { get; init; }

    public Category? Category { get; init; }

    /// <summary>Two or three sentences as they stand in the text, in its order.</summary>
    public IReadOnlyList<TextSpan>? Summary { get; init; }

    public IReadOnlyList<QualityFlag>? Quality { get; init; }

    public StoryMembership? Story { get; init; }

    /// <summary>Enrichers that gave up on this article, and why; the rest of the notes is not affected.</summary>
    public IReadOnlyList<EnricherFailure>? Failures { get; init; }
}

/// <summary>A language and its share of the text's letters, from 0 to 1.</summary>
public sealed record LanguageShare
{
    public required string Language { get; init; }

    public required double Share { get; init; }
}

/// <summary>Measures of the text.</summary>
public sealed record TextFacts
{
    public required int Words { get; init; }

    /// <summary>Where each sentence starts.</summary>
    public required IReadOnlyList<int> Sentences { get; init; }

    public required int ReadingSeconds { get; init; }
}

/// <summary>A stretch of the text and where it stands.</summary>
public sealed record TextSpan
{
    public required string Text { get; init; }

    public required int Start { get; init; }
}

/// <summary>The headline to show.</summary>
public sealed record BestHeadline
{
    public required string Text { get; init; }

    /// <summary>True when the document gives none and this one was made from the text's opening.</summary>
    public required bool Derived { get; init; }

    /// <summary>Agency and site names that were taken off its ends.</summary>
    public IReadOnlyList<string>? Removed { get; init; }
}

/// <summary>Whose text this is and who carried it.</summary>
public sealed record Origin
{
    /// <summary>News agencies the text is from or rests on.</summary>
    public IReadOnlyList<AgencyNamed>? Agencies { get; init; }

    /// <summary>The outlet that published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who carried whose text: from the last carrier to the first author.</summary>
    public IReadOnlyList<string>? Chain { get; init; }

    public string? Byline { get; init; }

    public IReadOnlyList<Contributor>? Contributors { get; init; }
}

/// <summary>A news agency and what told of it.</summary>
public sealed record AgencyNamed
{
    /// <summary>Its usual code, for example <c>AFP</c>.</summary>
    public required string Agency { get; init; }

    /// <summary>One of <see cref="AgencyEvidence"/>.</summary>
    public required string Evidence { get; init; }
}

/// <summary>Words for <see cref="AgencyNamed.Evidence"/>, strongest first. Only <see cref="Cited"/> leaves open whose text it is.</summary>
public static class AgencyEvidence
{
    public const string Credit = "credit";
    public const string Dateline = "dateline";
    public const string Headline = "headline";

    /// <summary>The text speaks of the agency's own correspondent.</summary>
    public const string Correspondent = "correspondent";

    /// <summary>The text attributes a statement to it.</summary>
    public const string Cited = "cited";
}

public sealed record Contributor
{
    public required string Name { get; init; }

    public string? Place { get; init; }
}

/// <summary>The dateline of the lead or of the document.</summary>
public sealed record Dateline
{
    public string? Place { get; init; }

    public string? Agency { get; init; }

    public DateOnly? Date { get; init; }
}

/// <summary>When the article was published, and what says so. Never a guess from the clock.</summary>
public sealed record PublicationDate
{
    public required DateOnly Date { get; init; }

    /// <summary>The moment, where the source gives one.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>One of <see cref="DateSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>True when the source names no year and the last such day before the article came in was taken.</summary>
    public bool YearInferred { get; init; }

    /// <summary>The words that say it.</summary>
    public string? Evidence { get; init; }
}

/// <summary>Words for <see cref="PublicationDate.Source"/>, strongest first.</summary>
public static class DateSource
{
    public const string Document = "document";
    public const string Dateline = "dateline";
    public const string Credit = "credit";
    public const string Link = "link";
    public const string Lead = "lead";
}

/// <summary>Words of the text that name a day.</summary>
public sealed record DateMention
{
    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>The day; absent where nothing anchors it (a weekday in a text of unknown date).</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>Where a name stands in the text.</summary>
public sealed record Mention
{
    public required int Start { get; init; }

    public required int Length { get; init; }
}

public sealed record PersonMentioned
{
    /// <summary>The fullest form of the name in this article.</summary>
    public required string Name { get; init; }

    /// <summary>The title or role that stands with the name, as written.</summary>
    public string? Role { get; init; }

    /// <summary>Other forms of the name in this article.</summary>
    public IReadOnlyList<string>? Variants { get; init; }

    public required IReadOnlyList<Mention> Mentions { get; init; }
}

public sealed record OrganisationMentioned
{
    public required string Name { get; init; }

    public string? EnglishName { get; init; }

    /// <summary>For example government, alliance, company, party, militia, club.</summary>
    public string? Kind { get; init; }

    public required IReadOnlyList<Mention> Mentions { get; init; }
}

public sealed record PlaceMentioned
{
    public required string Name { get; init; }

    public string? EnglishName { get; init; }

    /// <summary>country, city or region.</summary>
    public required string Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2; absent for what lies in none or several.</summary>
    public string? Country { get; init; }

    /// <summary>Degrees north.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    public required IReadOnlyList<Mention> Mentions { get; init; }

    /// <summary>Words that point to the country without naming it (Ukrainian, الأوكراني).</summary>
    public IReadOnlyList<Mention>? Demonyms { get; init; }
}

/// <summary>Something somebody said.</summary>
public sealed record Quotation
{
    /// <summary>The words between the quotation marks, or the paraphrase.</summary>
    public required string Text { get; init; }

    public required int Start { get; init; }

    /// <summary>The person's name as in <see cref="Enrichment.People"/>, or the role or body as written; absent where the text does not tell.</summary>
    public string? Speaker { get; init; }

    /// <summary>The verb of saying, as written.</summary>
    public string? Verb { get; init; }

    /// <summary>True for a paraphrase (قال إن), false for words in quotation marks.</summary>
    public required bool Indirect { get; init; }
}

public sealed record Keyword
{
    public required string Phrase { get; init; }

    /// <summary>From 0 to 1, relative to the best one of the article.</summary>
    public required double Score { get; init; }

    public required int Count { get; init; }
}

public sealed record Category
{
    /// <summary>politics, economy, sport, culture, technology, health, religion, conflict, disaster or other.</summary>
    public required string Name { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The words that decided, heaviest first.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The next best category, where it came near.</summary>
    public string? RunnerUp { get; init; }
}

public sealed record QualityFlag
{
    /// <summary>One of <see cref="QualityFlags"/>.</summary>
    public required string Flag { get; init; }

    /// <summary>What shows it: a passage, or a number.</summary>
    public string? Evidence { get; init; }
}

/// <summary>Words for <see cref="QualityFlag.Flag"/>.</summary>
public static class QualityFlags
{
    public const string MachineTranslated = "machine-translated";
    public const string CutOff = "cut-off";
    public const string MostlyList = "mostly-list";
    public const string TooShort = "too-short";

    /// <summary>Parts were decoded with the wrong character set; <see cref="Enrichment.NormalizedText"/> has them repaired.</summary>
    public const string MixedEncodings = "mixed-encodings";
}

/// <summary>The story this article tells a part of, and why it was put there.</summary>
public sealed record StoryMembership
{
    public required string StoryId { get; init; }

    /// <summary>How sure the join was, from 0 to 1; 1 for the first article of a story.</summary>
    public required double Score { get; init; }

    /// <summary>What spoke for it, each with its part in the score.</summary>
    public IReadOnlyList<StoryReason>? Reasons { get; init; }

    /// <summary>The article it was found closest to.</summary>
    public string? ClosestArticleId { get; init; }
}

public sealed record StoryReason
{
    /// <summary>For example text, headline, entities, numbers, time.</summary>
    public required string Feature { get; init; }

    public required double Value { get; init; }

    /// <summary>What it adds to the log-odds of the join.</summary>
    public required double Weight { get; init; }
}

public sealed record EnricherFailure
{
    public required string Enricher { get; init; }

    public required string Reason { get; init; }
}
