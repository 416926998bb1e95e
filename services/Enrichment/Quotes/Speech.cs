namespace NewsPlatform.Enrichment.Quotes;

/// <summary>A verb of saying at work: who says.</summary>
/// <param name="First">Index of the verb.</param>
/// <param name="Behind">Index behind it.</param>
/// <param name="Sentence">Index of its sentence.</param>
/// <param name="Speaker">Who, if the text tells.</param>
/// <param name="SubjectBehind">Index behind the subject, where it follows the verb.</param>
internal sealed record Speech(int First, int Behind, int Sentence, string? Speaker, int SubjectBehind);
