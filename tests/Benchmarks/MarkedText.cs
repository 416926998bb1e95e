namespace NewsPlatform.Benchmarks;

/// <summary>A part of a document that a command writes: between <c>&lt;!-- figures: NAME --&gt;</c> and the next <c>&lt;!-- end --&gt;</c>.</summary>
internal static class MarkedText
{
    public static async Task ReplaceAsync(string path, string name, string content, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllTextAsync(path, cancellationToken);
        var begin = $"<!-- figures: {name} -->";
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = from < 0 ? -1 : text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        if (to < 0)
        {
            throw new InvalidOperationException($"{path} has no place marked '{begin}' … '<!-- end -->'.");
        }

        await File.WriteAllTextAsync(path, $"{text[..(from + begin.Length)]}\n{content.TrimEnd()}\n{text[to..]}", cancellationToken);
    }
}
