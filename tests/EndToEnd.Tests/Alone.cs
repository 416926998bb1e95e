namespace NewsPlatform.EndToEnd.Tests;

/// <summary>Whole platforms that fill the machine: beside another they would take each other's time and prove the same later.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
