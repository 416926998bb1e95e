using System.Text;

namespace NewsPlatform.WebConsole;

/// <summary>Addresses with parameters; those without a value are left out.</summary>
internal static class Link
{
    public static string To(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var address = new StringBuilder(path);
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in parameters)
        {
            if (value is { Length: > 0 })
            {
                address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return address.ToString();
    }

    /// <summary>One part of a path, whatever stands in it.</summary>
    public static string Part(string value) => Uri.EscapeDataString(value);
}
