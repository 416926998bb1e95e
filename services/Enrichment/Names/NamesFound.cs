using NewsPlatform.Contracts;
using NewsPlatform.Enrichment.Reading;

namespace NewsPlatform.Enrichment.Names;

/// <summary>Where a name stands: its words, and the letters of the first that are no part of it.</summary>
internal readonly record struct NameSpan(int First, int Behind, int Clitics);

internal sealed class Person(string name, ulong[] words)
{
    /// <summary>The fullest form.</summary>
    public string Name { get; set; } = name;

    /// <summary>Hashes of the name's own words, without particles.</summary>
    public ulong[] Words { get; set; } = words;

    public string? Role { get; set; }

    public List<NameSpan> Mentions { get; } = [];
}

internal sealed class Body(string name, string? englishName, string kind)
{
    public string Name { get; } = name;

    public string? EnglishName { get; } = englishName;

    public string Kind { get; } = kind;

    public List<NameSpan> Mentions { get; } = [];
}

internal sealed class Place(string name, string englishName, string kind, string? country, double? latitude, double? longitude)
{
    public string Name { get; } = name;

    public string EnglishName { get; } = englishName;

    public string Kind { get; } = kind;

    public string? Country { get; } = country;

    public double? Latitude { get; } = latitude;

    public double? Longitude { get; } = longitude;

    public List<NameSpan> Mentions { get; } = [];

    public List<NameSpan> Demonyms { get; } = [];
}

/// <summary>What a word of the text belongs to.</summary>
internal enum Cover : byte
{
    Nothing,
    Person,
    Organisation,
    Place,
}

/// <summary>The names of one article, and which word belongs to which.</summary>
internal sealed class NamesFound(Passage passage)
{
    private readonly Cover[] covers = new Cover[passage.Count];
    private readonly short[] owners = new short[passage.Count];

    public List<Person> Persons { get; } = [];

    public List<Body> Bodies { get; } = [];

    public List<Place> Spots { get; } = [];

    public Cover CoverOf(int word) => covers[word];

    /// <summary>The person a word belongs to.</summary>
    public Person? PersonAt(int word) => covers[word] == Cover.Person ? Persons[owners[word]] : null;

    public Body? BodyAt(int word) => covers[word] == Cover.Organisation ? Bodies[owners[word]] : null;

    public Place? SpotAt(int word) => covers[word] == Cover.Place ? Spots[owners[word]] : null;

    /// <summary>The mention that starts at a word.</summary>
    public NameSpan? SpanAt(int word)
    {
        var mentions = covers[word] switch
        {
            Cover.Person => Persons[owners[word]].Mentions,
            Cover.Organisation => Bodies[owners[word]].Mentions,
            Cover.Place => Spots[owners[word]].Mentions,
            _ => [],
        };
        foreach (var span in mentions)
        {
            if (span.First == word)
            {
                return span;
            }
        }

        return null;
    }

    public bool IsFree(int first, int behind)
    {
        for (var i = first; i < behind; i++)
        {
            if (covers[i] != Cover.Nothing)
            {
                return false;
            }
        }

        return true;
    }

    public void Claim(NameSpan span, Cover cover, int owner)
    {
        for (var i = span.First; i < span.Behind; i++)
        {
            covers[i] = cover;
            owners[i] = (short)owner;
        }
    }

    public IReadOnlyList<PersonMentioned> People() =>
    [
        .. Persons.Select(person => new PersonMentioned
        {
            Name = person.Name,
            Role = person.Role,
            Variants = Variants(person),
            Mentions = Mentions(person.Mentions),
        }),
    ];

    public IReadOnlyList<OrganisationMentioned> Organisations() =>
    [
        .. Bodies.Select(body => new OrganisationMentioned
        {
            Name = body.Name,
            EnglishName = body.EnglishName,
            Kind = body.Kind,
            Mentions = Mentions(body.Mentions),
        }),
    ];

    public IReadOnlyList<PlaceMentioned> Places() =>
    [
        .. Spots.Select(place => new PlaceMentioned
        {
            Name = place.Name,
            EnglishName = place.EnglishName,
            Kind = place.Kind,
            Country = place.Country,
            Latitude = place.Latitude,
            Longitude = place.Longitude,
            Mentions = Mentions(place.Mentions),
            Demonyms = place.Demonyms.Count > 0 ? Mentions(place.Demonyms) : null,
        }),
    ];

    /// <summary>A name as written, without what was written onto it.</summary>
    public string Written(NameSpan span) => passage.Text[passage.Start(span.First, span.Clitics)..passage.End(span.Behind - 1)];

    private Mention[] Mentions(List<NameSpan> spans) =>
    [
        .. spans.OrderBy(span => span.First).Select(span =>
        {
            var start = passage.Start(span.First, span.Clitics);
            return new Mention { Start = start, Length = passage.End(span.Behind - 1) - start };
        }),
    ];

    private string[]? Variants(Person person)
    {
        var variants = person.Mentions.Select(Written).Where(written => written != person.Name).Distinct(StringComparer.Ordinal).ToArray();
        return variants.Length > 0 ? variants : null;
    }
}
