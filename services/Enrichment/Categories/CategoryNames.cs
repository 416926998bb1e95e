namespace NewsPlatform.Enrichment.Categories;

/// <summary>The words for a category, in the order in which ties are decided.</summary>
internal static class CategoryNames
{
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All =
        ["politics", "economy", "sport", "culture", "technology", "health", "religion", "conflict", "disaster", Other];

    public static int IndexOf(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"No category is called {name}.", nameof(name));
    }
}
