using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NewsPlatform.TestSupport.Services;

/// <summary>The four folders of Ingestion in a temporary place, and what a person does with them.</summary>
public sealed class NewsFolders : IDisposable
{
    private const string Prefix = "news-folders-";

    private static int drops;

    private readonly DirectoryInfo root;

    public NewsFolders()
        : this(Directory.CreateTempSubdirectory(Prefix).FullName)
    {
    }

    /// <summary>In a place that exists already, for example a disk of its own.</summary>
    public NewsFolders(string place) => root = Directory.CreateDirectory(Path.Combine(place, "folders"));

    public string Inbox => Folder("inbox");

    public string Work => Folder("work");

    public string Done => Folder("done");

    public string Failed => Folder("failed");

    /// <summary>Ingestion's settings for these folders.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Ingestion:Inbox"] = Inbox,
        ["Ingestion:Work"] = Work,
        ["Ingestion:Done"] = Done,
        ["Ingestion:Failed"] = Failed,
    };

    /// <summary>Writes under a temporary name and renames: the file arrives complete.</summary>
    public void Drop(string name, ReadOnlySpan<byte> bytes)
    {
        var target = Path.Combine(Inbox, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);

        // Short, so that the name itself may be as long as the disk allows.
        var part = Path.Combine(Path.GetDirectoryName(target)!, string.Create(CultureInfo.InvariantCulture, $".{Interlocked.Increment(ref drops)}.part"));
        File.WriteAllBytes(part, bytes);
        File.Move(part, target);
    }

    public void Drop(string name, string text) => Drop(name, Encoding.UTF8.GetBytes(text));

    public void DropSeeds()
    {
        foreach (var seed in Directory.EnumerateFiles(RepositoryRoot.File("seeds"), "*.txt"))
        {
            Drop(Path.GetFileName(seed), File.ReadAllBytes(seed));
        }
    }

    /// <summary>Names of the files in a folder and below, without receipts.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetFileName(path)!)
            .Where(name => !name.EndsWith(".receipt.json", StringComparison.Ordinal) && !name.StartsWith('.'))
            .Order(StringComparer.Ordinal)];

    /// <summary>The receipt of a finished or failed file, by the file's own name.</summary>
    public JsonNode Receipt(string name) =>
        JsonNode.Parse(File.ReadAllText(
            new[] { Done, Failed }.SelectMany(folder => Directory.EnumerateFiles(folder, name + ".receipt.json", SearchOption.AllDirectories)).Single()))!;

    public void Dispose()
    {
        root.Delete(recursive: true);
        if (root.Parent!.Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            root.Parent.Delete();
        }
    }

    private string Folder(string name) => root.CreateSubdirectory(name).FullName;
}
