using System.Text;
using Spectre.Console;

namespace NewsPlatform.Enrichment.Commands;

/// <summary>A writer as a console: what goes to a file or a log must not be folded at the width of nobody's screen.</summary>
internal sealed class WideOutput(TextWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => false;

    public int Width => 160;

    public int Height => 50;

    public void SetEncoding(Encoding encoding)
    {
        // The writer's encoding is its owner's.
    }
}
