namespace NewsPlatform.Ingestion.Formats;

/// <summary>The names of <see cref="FieldNames"/> in the form they are compared in, made once.</summary>
internal sealed class FieldKeys(FieldNames names)
{
    public IReadOnlyList<string> Headline { get; } = Keys(names.Headline);

    public IReadOnlyList<string> Text { get; } = Keys(names.Text);

    public IReadOnlyList<string> Summary { get; } = Keys(names.Summary);

    public IReadOnlyList<string> Published { get; } = Keys(names.Published);

    public IReadOnlyList<string> Author { get; } = Keys(names.Author);

    public IReadOnlyList<string> Link { get; } = Keys(names.Link);

    public IReadOnlyList<string> SourceId { get; } = Keys(names.SourceId);

    public IReadOnlyList<string> Language { get; } = Keys(names.Language);

    public IReadOnlyList<string> Credits { get; } = Keys(names.Credits);

    public IReadOnlyList<string> Dateline { get; } = Keys(names.Dateline);

    public HashSet<string> Containers { get; } = new(Keys(names.Containers), StringComparer.Ordinal);

    /// <summary>Names that make a record of what holds them.</summary>
    public HashSet<string> TextOrHeadline { get; } = new(Keys([.. names.Text, .. names.Headline]), StringComparer.Ordinal);

    /// <summary>The form names are compared in: lower case without blanks, dashes, dots and underscores.</summary>
    public static string Key(string name)
    {
        Span<char> key = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('_' or '-' or ' ' or '\t' or '.' or '\uFEFF'))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return key[..length].ToString();
    }

    private static string[] Keys(IReadOnlyList<string> names) => [.. names.Select(Key)];
}
