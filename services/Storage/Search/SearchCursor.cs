using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace NewsPlatform.Storage.Search;

/// <summary>Where the next page begins: behind this article. Articles that arrive meanwhile move nothing.</summary>
/// <param name="Tier">0: the headline has all the words; 1: the article has.</param>
/// <param name="Order">The last article's place, see <see cref="Articles.SearchEntry.Order"/>.</param>
internal sealed record SearchCursor(int Tier, long Order)
{
    public string Write(SearchQuery query) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{query.Fingerprint()}|{Tier}|{Order}")));

    /// <exception cref="ArgumentException">It is no cursor, or one of another question.</exception>
    public static SearchCursor Read(string cursor, SearchQuery query)
    {
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        }
        catch (FormatException)
        {
            parts = [];
        }

        return parts is [var fingerprint, "0" or "1", var place] && fingerprint == query.Fingerprint()
            && long.TryParse(place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order)
            ? new SearchCursor(parts[1] == "0" ? 0 : 1, order)
            : throw new ArgumentException("The cursor does not belong to this question: ask without a cursor for the first page.");
    }
}
