using System.Xml.Linq;
using NewsPlatform.TestSupport;

namespace NewsPlatform.Architecture.Tests;

public sealed class Who_may_reference_whom
{
    private static readonly string Root = RepositoryRoot.Path;

    [Fact]
    public void Contracts_reference_the_base_library_alone()
    {
        var contracts = Project("shared/Contracts/Contracts.csproj");

        Assert.Empty(contracts.Descendants("PackageReference"));
        Assert.Empty(contracts.Descendants("ProjectReference"));
        Assert.Empty(contracts.Descendants("FrameworkReference"));
    }

    [Theory]
    [InlineData("ServiceDefaults")]
    [InlineData("LabelledData")]
    [InlineData("Messaging")]
    [InlineData("Mongo")]
    [InlineData("Text")]
    public void Shared_libraries_reference_packages_and_not_each_other(string library) =>
        Assert.Empty(References($"shared/{library}/{library}.csproj"));

    [Fact]
    public void A_service_never_references_another_service_except_the_host_of_all()
    {
        var offenders =
            from project in Directory.EnumerateFiles(Path.Combine(Root, "services"), "*.csproj", SearchOption.AllDirectories)
            let name = Path.GetFileNameWithoutExtension(project)
            where name != "Standalone"
            from reference in References(Path.GetRelativePath(Root, project))
            where !reference.StartsWith("shared/", StringComparison.Ordinal)
            select $"{name} -> {reference}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void A_collection_is_written_by_one_service()
    {
        // Owners declare their collections as private constants; a name that two services declare has two owners.
        string[] collections = ["documents", "fates", "feeds", "fingerprints", "claims", "labels", "articles", "repeats", "corrections", "searchSegments", "searchBlocks", "searchMarks", "stories"];
        var shared =
            from collection in collections
            let owners = Directory.EnumerateFiles(Path.Combine(Root, "services"), "*.cs", SearchOption.AllDirectories)
                .Where(file => File.ReadAllText(file).Contains($"const string {char.ToUpperInvariant(collection[0])}{collection[1..]} = \"{collection}\"", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[1])
                .Distinct()
                .ToList()
            where owners.Count > 1
            select $"{collection}: {string.Join(", ", owners)}";

        Assert.Empty(shared);
    }

    [Fact]
    public void The_top_level_holds_what_was_agreed_and_build_files()
    {
        string[] folders = ["services", "shared", "tests", "seeds", "deploy"];
        string[] generated = ["artifacts", "inbox", "done", "failed", "node_modules"];
        var others = Directory.EnumerateDirectories(Root)
            .Select(folder => Path.GetFileName(folder)!)
            .Where(folder => !folder.StartsWith('.') && !folders.Contains(folder) && !generated.Contains(folder));

        Assert.Empty(others);
    }

    private static XDocument Project(string path) => XDocument.Load(Path.Combine(Root, path));

    private static IEnumerable<string> References(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, project))!;
        return Project(project).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value))).Replace('\\', '/'));
    }
}
