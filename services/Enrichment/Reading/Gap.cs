namespace NewsPlatform.Enrichment.Reading;

/// <summary>What stands between two words.</summary>
[Flags]
internal enum Gap : ushort
{
    None = 0,
    Space = 1,
    Comma = 2,
    Colon = 4,
    Semicolon = 8,

    /// <summary>A full stop, which may also be an abbreviation's or a decimal point.</summary>
    Stop = 16,

    /// <summary>A mark that always ends a sentence: question and exclamation marks, ideographic full stops.</summary>
    StrongStop = 32,
    Line = 64,
    Paragraph = 128,
    Quote = 256,
    OpenBracket = 512,
    CloseBracket = 1024,
    Dash = 2048,
    Slash = 4096,
    Bullet = 8192,
    Apostrophe = 16384,
    Other = 32768,

    /// <summary>Everything a name or a phrase never reaches over.</summary>
    Barrier = Comma | Colon | Semicolon | Stop | StrongStop | Line | Paragraph | Quote | OpenBracket | CloseBracket | Slash | Bullet,
}
