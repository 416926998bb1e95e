using System.IO.Enumeration;
using Microsoft.Extensions.Options;
using NewsPlatform.Ingestion.Formats;
using NewsPlatform.Ingestion.Splitting;

namespace NewsPlatform.Ingestion.Documents;

/// <summary>The reader for each source: with its splitting profile where one is configured, else the one that guesses.</summary>
internal sealed class SourceReaders
{
    private readonly FormatReader guessing;
    private readonly List<(string Source, FormatReader Reader)> configured;

    public SourceReaders(IOptions<SourceOptions> options, TimeProvider time)
    {
        var splitter = new TextSplitter(SplittingLanguages.Default);
        guessing = new FormatReader(new PlainTextSplitter(splitter), time);

        // The longest name or pattern that fits a source is the most particular one.
        configured =
        [
            .. options.Value.Profiles
                .OrderByDescending(profile => profile.Key.Length)
                .Select(profile => (profile.Key, new FormatReader(new PlainTextSplitter(splitter, profile.Value.ToSplitting()), time))),
        ];
    }

    public FormatReader For(string source) =>
        configured.Find(profile => FileSystemName.MatchesSimpleExpression(profile.Source, source, ignoreCase: false)).Reader ?? guessing;
}
