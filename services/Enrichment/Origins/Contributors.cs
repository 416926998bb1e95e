using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Dictionaries;
using NewsPlatform.Enrichment.Names;
using NewsPlatform.Enrichment.Reading;
using NewsPlatform.Text;

namespace NewsPlatform.Enrichment.Origins;

/// <summary>Reporters in a credit line: "جون ليستر في باريس؛ ... ساهمت جيل لوليس في لندن", "By Ann Lee in Oslo".</summary>
internal static class Contributors
{
    private const int MostContributors = 40;

    private static readonly ulong In = WordHash.Of(NormalizationProfile.Normalize("في"));
    private static readonly ulong InEnglish = WordHash.Of("in");

    /// <param name="words">The credit line.</param>
    /// <param name="findings">What the dictionaries found in it.</param>
    /// <param name="lexicon">The dictionaries.</param>
    /// <param name="byline">The name, where the line is one name alone.</param>
    public static List<Contributor> Read(Passage words, Findings findings, Lexicon lexicon, out string? byline)
    {
        var contributors = new List<Contributor>();
        byline = null;
        var at = 0;
        while (at < words.Count && contributors.Count < MostContributors)
        {
            if (findings.TryFind(at, Kind.Contributors, out var says) || findings.TryFind(at, Kind.Byline, out says))
            {
                at = says.Behind;
                continue;
            }

            if (PlaceAt(findings, at, lexicon) is { } place)
            {
                at = place.Behind;
                continue;
            }

            var start = at;
            var behind = NameReader.Read(words, findings, start, titled: true, out var clitics);
            if (behind - start < 2)
            {
                at++;
                continue;
            }

            var name = words.Text[words.Start(start, clitics)..words.End(behind - 1)];
            if (start == 0 && behind == words.Count)
            {
                byline = name;
            }

            string? from = null;
            if (behind + 1 < words.Count && words.Hash(behind) is var between && (between == In || between == InEnglish) && PlaceAt(findings, behind + 1, lexicon) is { } town)
            {
                from = town.Name;
                behind = town.Behind;
            }

            contributors.Add(new Contributor { Name = name, Place = from });
            at = behind;
        }

        return byline is null ? contributors : [];
    }

    private static (string Name, int Behind)? PlaceAt(Findings findings, int at, Lexicon lexicon)
    {
        if (findings.TryFind(at, Kind.City, out var match))
        {
            return (lexicon.Cities[match.Id].Name, match.Behind);
        }

        return findings.TryFind(at, Kind.Country, out match) ? (lexicon.Countries[match.Id].Name, match.Behind) : null;
    }
}
