using System.Text;

namespace NewsPlatform.Cli.Processes;

/// <summary>Reads on where it stopped, whole lines only.</summary>
internal sealed class LogFollower(string path, long position)
{
    private readonly StringBuilder begun = new();
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public static LogFollower FromStart(string path) => new(path, 0);

    public static LogFollower FromEnd(string path) => new(path, File.Exists(path) ? new FileInfo(path).Length : 0);

    /// <returns>The lines that were completed since the last call. A log that began anew is read from its start.</returns>
    public IReadOnlyList<string> NewLines()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length < position)
        {
            position = 0;
            begun.Clear();
        }

        stream.Seek(position, SeekOrigin.Begin);
        var lines = new List<string>();
        var bytes = new byte[16 * 1024];
        var letters = new char[16 * 1024 + 2];
        int read;
        while ((read = stream.Read(bytes)) > 0)
        {
            position += read;
            var count = decoder.GetChars(bytes, 0, read, letters, 0);
            foreach (var letter in letters.AsSpan(0, count))
            {
                if (letter == '\n')
                {
                    lines.Add(begun.ToString());
                    begun.Clear();
                }
                else
                {
                    begun.Append(letter);
                }
            }
        }

        return lines;
    }
}
