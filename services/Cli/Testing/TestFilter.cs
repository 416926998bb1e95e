using System.Buffers;

namespace NewsPlatform.Cli.Testing;

/// <summary>Which tests a person means.</summary>
internal static class TestFilter
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("=~!&|()");

    /// <param name="words">A part of a test's name (spaces stand for underscores), or an expression of <c>dotnet test --filter</c>.</param>
    /// <param name="quick">Leave out what is marked <c>Category=Slow</c>.</param>
    /// <returns>An expression for <c>dotnet test --filter</c>, or null for all tests.</returns>
    public static string? Expression(string? words, bool quick)
    {
        var wanted = string.IsNullOrWhiteSpace(words) ? null
            : words.AsSpan().ContainsAny(Operators) ? words
            : $"FullyQualifiedName~{words.Trim().Replace(' ', '_')}";
        return (wanted, quick) switch
        {
            (null, false) => null,
            (null, true) => "Category!=Slow",
            (_, false) => wanted,
            (_, true) => $"({wanted})&(Category!=Slow)",
        };
    }
}
