using System.Reflection;
using System.Text.RegularExpressions;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

/// <summary>What the code itself declares: services, queues, settings.</summary>
internal static partial class Code
{
    // Read by the runtime and by the OpenTelemetry SDK, not by this code.
    private static readonly string[] OfOthers = ["OTEL_", "DOTNET_", "ASPNETCORE_"];

    /// <summary>Projects below <c>services</c> that run for good, each in a process of its own.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.File("services"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name is not ("Cli" or "Standalone")).Order(StringComparer.Ordinal),
    ];

    /// <summary>The queues of all stages, by the rule of <c>MessagingHosting.AddStage</c>.</summary>
    public static IReadOnlySet<string> Queues { get; } =
        Directory.EnumerateFiles(RepositoryRoot.File("services"), "*Hosting.cs", SearchOption.AllDirectories)
            .SelectMany(file => Stage().Matches(File.ReadAllText(file))
                .Select(match => $"{Path.GetFileName(Path.GetDirectoryName(file))!.ToLowerInvariant()}-{Kebab(match.Groups[1].Value)}"))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a service has a setting for this environment variable, or one of the parts it is made of reads it.</summary>
    public static bool Knows(string service, string variable)
    {
        if (Array.Exists(OfOthers, start => variable.StartsWith(start, StringComparison.Ordinal)))
        {
            return true;
        }

        var path = variable.Split("__");
        return Options(service).TryGetValue(path[0], out var options) && Knows(options, path.AsSpan(1));
    }

    private static bool Knows(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return true;
        }

        // A dictionary takes any key and a list any number; what stands behind the type's last argument goes on.
        if (type.IsGenericType && type != typeof(Nullable<>))
        {
            return Knows(type.GetGenericArguments()[^1], path[1..]);
        }

        return type.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance) is { } property && Knows(property.PropertyType, path[1..]);
    }

    // Options types name their section in a constant.
    private static Dictionary<string, Type> Options(string service)
    {
        var folder = RepositoryRoot.File("artifacts", "bin", service, new DirectoryInfo(AppContext.BaseDirectory).Name);
        return Directory.EnumerateFiles(folder, "NewsPlatform.*.dll")
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)))
            .Where(found => found.Section is { IsLiteral: true })
            .Select(found => (found.Type, Section: (string)found.Section!.GetRawConstantValue()!))
            .DistinctBy(found => found.Section)
            .ToDictionary(found => found.Section, found => found.Type, StringComparer.Ordinal);
    }

    private static string Kebab(string name) => Hump().Replace(name, "-$0").TrimStart('-').ToLowerInvariant();

    [GeneratedRegex(@"AddStage<(\w+)Consumer>")]
    private static partial Regex Stage();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Hump();
}
