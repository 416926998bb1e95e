namespace NewsPlatform.Deduplication.Detection;

/// <summary>
/// Letters in sixteen classes. Arabic ones by their shape without dots, which is what scanners and hurried typists
/// confuse; letters of other scripts by a hash.
/// </summary>
internal static class LetterClass
{
    private const int ArabicFirst = 0x0620, ArabicLast = 0x06FF;

    private static readonly string[] Shapes =
        ["ا", "بتثنيپٹڻٺٻٽݐے", "جحخچ", "دذڈډ", "رزژڑڕ", "سش", "صض", "طظ", "عغ", "فقڤڨ", "كگ", "لڵ", "م", "ه", "وۆۇۋ"];

    private static readonly byte[] Arabic = ArabicClasses();

    public static int Of(char letter) => letter is >= (char)ArabicFirst and <= (char)ArabicLast
        ? Arabic[letter - ArabicFirst]
        : (int)((letter * 0x9E3779B1u) >> 28);

    private static byte[] ArabicClasses()
    {
        var classes = new byte[ArabicLast - ArabicFirst + 1];
        Array.Fill(classes, (byte)Shapes.Length);
        for (var shape = 0; shape < Shapes.Length; shape++)
        {
            foreach (var letter in Shapes[shape])
            {
                if (letter - ArabicFirst < classes.Length)
                {
                    classes[letter - ArabicFirst] = (byte)shape;
                }
            }
        }

        return classes;
    }
}
