using System.Globalization;
using NewsPlatform.TestSupport;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace NewsPlatform.Deploy.Tests;

/// <summary>A value of a YAML file by its path: <c>yaml.At("spec", "template")</c>. What is not there is empty, never null.</summary>
internal sealed class Yaml(object? value)
{
    public static readonly Yaml Nothing = new(null);

    public bool IsThere => value is not null;

    public string Text => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    public IEnumerable<Yaml> Items => value is IEnumerable<object?> list && value is not string ? list.Select(item => new Yaml(item)) : [];

    public IEnumerable<(string Key, Yaml Value)> Members =>
        value is IDictionary<object, object?> map ? map.Select(member => (member.Key.ToString()!, new Yaml(member.Value))) : [];

    public Yaml At(params ReadOnlySpan<string> path)
    {
        var here = this;
        foreach (var name in path)
        {
            here = here.Members.FirstOrDefault(member => member.Key == name).Value ?? Nothing;
        }

        return here;
    }

    /// <summary>All documents of a file; anchors and merges resolved.</summary>
    public static IReadOnlyList<Yaml> Read(params ReadOnlySpan<string> path)
    {
        using var text = File.OpenText(RepositoryRoot.File([.. path]));
        var parser = new MergingParser(new Parser(text));
        var deserializer = new DeserializerBuilder().Build();
        var documents = new List<Yaml>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            documents.Add(new Yaml(deserializer.Deserialize<object?>(parser)));
        }

        return documents;
    }
}
