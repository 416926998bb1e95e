namespace NewsPlatform.Ingestion.Formats.Dates;

internal enum DateTokenKind
{
    Number,
    Word,
    Sign,
    Space,
}

internal readonly record struct DateToken(DateTokenKind Kind, string Text)
{
    public int Value => Text.Length <= 9 ? int.Parse(Text, System.Globalization.CultureInfo.InvariantCulture) : -1;
}
