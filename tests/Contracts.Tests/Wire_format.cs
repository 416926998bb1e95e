using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MassTransit;
using MassTransit.Serialization;

namespace NewsPlatform.Contracts.Tests;

/// <summary>
/// The wire format is frozen: one golden file per message and version. A golden file is never edited; a message that
/// gains a member gets a new file, and the old ones must still be read.
/// </summary>
public sealed class Wire_format
{
    // As the bus has it: MassTransit's own settings, with the source-generated types in front.
    private static readonly JsonSerializerOptions Bus = new(SystemTextJsonMessageSerializer.Options)
    {
        WriteIndented = true,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ContractsJson.Default, SystemTextJsonMessageSerializer.Options.TypeInfoResolver),
    };

    public static TheoryData<string> GoldenFiles()
    {
        var files = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "*.json").Order(StringComparer.Ordinal))
        {
            files.Add(Path.GetFileName(file));
        }

        return files;
    }

    public static TheoryData<Type> Messages()
    {
        var types = new TheoryData<Type>();
        foreach (var type in Samples.All.Keys)
        {
            types.Add(type);
        }

        return types;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_written_as_its_newest_golden_file_says(Type message)
    {
        var newest = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), message.Name + ".v*.json").Order(StringComparer.Ordinal).Last();

        var written = JsonSerializer.Serialize(Samples.All[message], message, Bus);

        Assert.Equal(File.ReadAllText(newest).ReplaceLineEndings("\n").Trim(), written.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Every_golden_file_of_every_version_is_still_read_without_loss(string file)
    {
        var type = typeof(ArticlesIngested).Assembly.GetType("NewsPlatform.Contracts." + file.Split('.')[0])!;
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)))!;

        var read = golden.Deserialize(type, Bus);

        // Every member of the golden file stands in what was read; a newer version may have more.
        Assert.Empty(Missing(golden, JsonSerializer.SerializeToNode(read, type, Bus)!, "$"));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_without_a_required_member_is_refused_and_never_read_as_nothing(Type message) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", message, Bus));

    [Theory]
    [MemberData(nameof(Messages))]
    public void Unknown_members_of_a_newer_version_are_passed_over(Type message)
    {
        var newer = JsonSerializer.SerializeToNode(Samples.All[message], message, Bus)!.AsObject();
        newer["addedLater"] = "something";

        Assert.NotNull(newer.Deserialize(message, Bus));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_name_on_the_wire_is_frozen(Type message) =>
        Assert.Equal($"urn:message:NewsPlatform.Contracts:{message.Name}", MessageUrn.ForTypeString(message));

    [Fact]
    public void Arabic_letters_are_not_escaped()
    {
        var written = JsonSerializer.Serialize(Samples.All[typeof(ArticlesIngested)], typeof(ArticlesIngested), Bus);

        Assert.Contains("قال مسؤولون", written, StringComparison.Ordinal);
        Assert.Same(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Bus.Encoder);
    }

    private static IEnumerable<string> Missing(JsonNode expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                return members.SelectMany(member => actual?[member.Key] is { } found || member.Value is null
                    ? member.Value is null ? [] : Missing(member.Value, actual![member.Key], $"{path}.{member.Key}")
                    : [$"{path}.{member.Key}"]);
            case JsonArray items:
                return items.SelectMany((item, index) => Missing(item!, actual![index], $"{path}[{index}]"));
            default:
                return JsonNode.DeepEquals(expected, actual) ? [] : [path];
        }
    }
}
