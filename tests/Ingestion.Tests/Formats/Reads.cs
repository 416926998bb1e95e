using System.Text;
using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Tests.Formats;

/// <summary>Reads a document the way the tests need it: whole text taken as one article, nothing lazy.</summary>
internal static class Reads
{
    public static FormatReader Reader { get; } = new(new WholeText(), TimeProvider.System);

    public static Done Of(string text, string name = "document") => Of(Encoding.UTF8.GetBytes(text), name);

    public static Done Of(byte[] bytes, string name = "document", ReadingLimits? limits = null)
    {
        var result = Reader.Read(bytes, name, limits ?? ReadingLimits.Default, CancellationToken.None);
        return new Done(result, [.. result.Articles]);
    }

    public static Done Stream(Stream stream, string name = "document", ReadingLimits? limits = null)
    {
        var result = Reader.Read(stream, name, limits ?? ReadingLimits.Default, CancellationToken.None);
        return new Done(result, [.. result.Articles]);
    }

    public sealed record Done(ReadResult Result, IReadOnlyList<FoundArticle> Articles)
    {
        public FoundArticle Only => Assert.Single(Articles);
    }
}
