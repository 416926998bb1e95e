using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

/// <summary>A folder of <c>deploy/kubernetes</c> as kustomize reads it, as far as it is used: resources and patches.</summary>
internal sealed class Kustomization
{
    private static readonly string[] Root = ["deploy", "kubernetes"];

    private Kustomization(string name, IReadOnlyList<Yaml> resources, IReadOnlyList<(Yaml Target, string File)> patches) =>
        (Name, Resources, Patches) = (name, resources, patches);

    public string Name { get; }

    public IReadOnlyList<Yaml> Resources { get; }

    /// <summary>What is patched, and the file that does it.</summary>
    public IReadOnlyList<(Yaml Target, string File)> Patches { get; }

    public static Kustomization Read(string folder)
    {
        var file = Yaml.Read([.. Root, folder, "kustomization.yaml"]).Single();
        var resources = new List<Yaml>();
        foreach (var resource in file.At("resources").Items.Select(item => item.Text))
        {
            resources.AddRange(resource.StartsWith("../", StringComparison.Ordinal) ? Read(resource[3..]).Resources : Yaml.Read([.. Root, folder, resource]));
        }

        var patches = new List<(Yaml, string)>();
        foreach (var patch in file.At("patches").Items)
        {
            var path = patch.At("path").Text;
            if (patch.At("target").IsThere)
            {
                Assert.True(File.Exists(RepositoryRoot.File([.. Root, folder, path])), $"{folder}/{path}");
                patches.Add((patch.At("target"), path));
            }
            else
            {
                patches.AddRange(Yaml.Read([.. Root, folder, path]).Select(one => (Target: one, path)));
            }
        }

        return new(folder, resources, patches);
    }

    public IEnumerable<Yaml> Of(string kind) => Resources.Where(resource => resource.At("kind").Text == kind);
}
