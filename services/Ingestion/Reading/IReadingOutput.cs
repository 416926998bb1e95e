using NewsPlatform.Ingestion.Formats;

namespace NewsPlatform.Ingestion.Reading;

/// <summary>A way to show readings, one file after the other.</summary>
internal interface IReadingOutput : IDisposable
{
    /// <summary>Shows one reading, article by article as they come.</summary>
    void Write(string file, ReadResult reading, CancellationToken cancellationToken);
}
