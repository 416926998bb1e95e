namespace NewsPlatform.Enrichment.Stories;

/// <summary>
/// The names of stories that became one. Whatever order the joins are heard in, the same name stays: the first by its letters
/// of those that nobody said are gone, or of all of them where each was said to be.
/// </summary>
internal sealed class JoinedNames
{
    // A union-find whose trees are kept flat: what is asked most is the name that stays.
    private readonly Dictionary<string, List<string>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> stays = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);

    /// <summary>The name that stays of those that are one with this.</summary>
    public string Resolve(string story) => stays.GetValueOrDefault(story, story);

    /// <summary>All names that are one with this one, itself among them.</summary>
    public IReadOnlyList<string> Of(string story) => names.TryGetValue(Resolve(story), out var all) ? all : [story];

    /// <summary>Two names are one from now on. Again: nothing changes.</summary>
    /// <param name="kept">The one that was said to stay.</param>
    /// <param name="left">The one that was said to be gone, as it was said: what it has become here already may differ elsewhere.</param>
    /// <returns>The name that stays.</returns>
    public string Join(string kept, string left)
    {
        gone.Add(left);
        List<string> all = [.. Of(kept).Union(Of(left), StringComparer.Ordinal)];
        names.Remove(Resolve(kept));
        names.Remove(Resolve(left));
        var stay = all.Where(name => !gone.Contains(name)).DefaultIfEmpty(null).Min(StringComparer.Ordinal) ?? all.Min(StringComparer.Ordinal)!;
        names[stay] = all;
        foreach (var name in all)
        {
            stays[name] = stay;
        }

        return stay;
    }

    /// <summary>Forgets one name, since its article is over or it begins anew. One that others come to stays for as long as they do.</summary>
    public void Forget(string story)
    {
        if (!stays.TryGetValue(story, out var stay))
        {
            gone.Remove(story);
            return;
        }

        var all = names[stay];
        if (story == stay && all.Count > 1)
        {
            return;
        }

        gone.Remove(story);
        stays.Remove(story);
        all.Remove(story);
        if (all.Count < 2)
        {
            names.Remove(stay);
            all.ForEach(name => stays.Remove(name));
        }
    }
}
