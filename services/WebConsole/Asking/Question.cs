using System.Globalization;

namespace NewsPlatform.WebConsole.Asking;

/// <summary>What is searched for, as it stands in the page's address: every result can be bookmarked and sent on.</summary>
public sealed record Question
{
    /// <summary>The filters, by the name they have in the address and in Storage's API.</summary>
    public static readonly IReadOnlyList<string> Fields = ["source", "agency", "person", "place", "category", "language", "story", "kind", "verdict", "document"];

    public string? Words { get; init; }

    public IReadOnlyList<(string Field, string Value)> Filters { get; init; } = [];

    /// <summary>The first day, as a date field gives it.</summary>
    public string? From { get; init; }

    /// <summary>The last day, which still belongs.</summary>
    public string? To { get; init; }

    public string? Sort { get; init; }

    public string? Cursor { get; init; }

    public bool IsEmpty => Words is null && Filters.Count == 0 && From is null && To is null;

    public static Question Of(IQueryCollection query) => new()
    {
        Words = Trimmed(query["q"]),
        Filters = [.. Fields.SelectMany(field => query[field].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => (field, value!)))],
        From = Trimmed(query["from"]),
        To = Trimmed(query["to"]),
        Sort = Trimmed(query["sort"]),
        Cursor = Trimmed(query["cursor"]),
    };

    /// <summary>A question as it was kept: the part of an address behind the question mark.</summary>
    public static Question Of(string query) =>
        Of(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query)));

    public bool Has(string field, string value) => Filters.Contains((field, value));

    public Question With(string field, string value) => Has(field, value) ? this : this with { Filters = [.. Filters, (field, value)], Cursor = null };

    public Question Without(string field, string value) => this with { Filters = [.. Filters.Where(filter => filter != (field, value))], Cursor = null };

    /// <summary>The address of a page of this console: what the person typed, without the place in the list.</summary>
    public string PageAddress(string path) => Address(path, From, To);

    /// <summary>The address at Storage's API, where days are moments: the last day counts whole.</summary>
    public string Address(string path) => Address(path, Day(From, 0) ?? From, Day(To, 1) ?? To);

    /// <summary>What is kept of a question to ask it again.</summary>
    public string Kept() => PageAddress("").TrimStart('?');

    private string Address(string path, string? from, string? to) =>
        Link.To(path, [("q", Words), .. Filters, ("from", from), ("to", to), ("sort", Sort)]);

    private static string? Day(string? day, int later) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z"
            : null;

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
