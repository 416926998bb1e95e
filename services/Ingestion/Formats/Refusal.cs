namespace NewsPlatform.Ingestion.Formats;

/// <summary>A reason of <see cref="RefusalReason"/> and the sentence that says it to a person.</summary>
internal sealed record Refusal(string Reason, string Sentence);
