using NewsPlatform.Cli.Screens;
using Spectre.Console;

namespace NewsPlatform.Cli.Reports;

/// <summary>Shows the balance and the articles.</summary>
internal static class Sheet
{
    private const int HeadlineLetters = 90;

    public static void ShowBalance(Screen screen, Balance balance)
    {
        var failed = balance.FailedDocuments > 0 ? $", [red]{balance.FailedDocuments:N0} failed[/]" : "";
        screen.Console.MarkupLine($"Documents  {balance.Documents:N0}: {balance.CompleteDocuments:N0} complete{failed}{Open(balance)}");
        screen.Console.MarkupLine($"Articles   {Sum(balance)}");
        screen.Console.MarkupLine(balance.Difference == 0
            ? "           [green]difference 0[/]"
            : $"           [red]difference {balance.Difference:+#,0;-#,0}: {Meaning(balance)}[/]");
    }

    /// <summary><c>found 11 = stored 11 + repeated 0 + …</c>, in the words of the contracts.</summary>
    public static string Sum(Balance balance) =>
        $"found {balance.Found:N0} = stored {balance.Stored:N0} + repeated {balance.Repeated:N0} + quarantined {balance.Quarantined:N0} + rejected {balance.Rejected:N0} + in flight {balance.InFlight:N0}";

    public static void ShowArticles(Screen screen, IReadOnlyList<ArticleLine> articles, long all)
    {
        if (articles.Count == 0)
        {
            return;
        }

        // The text comes last: terminals differ in how wide the marks around right-to-left words are.
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("language").NoWrap().PadLeft(2));
        table.AddColumn(new TableColumn("kind").NoWrap());
        table.AddColumn(new TableColumn("headline, or first words").NoWrap());
        var room = Math.Clamp(screen.Console.Profile.Width - 25, 20, HeadlineLetters);
        foreach (var article in articles)
        {
            var text = article.Headline is { Length: > 0 } headline ? headline : article.Opening ?? "";
            table.AddRow(
                new Text(article.Language ?? "?"),
                new Text(article.Kind ?? "?"),
                new Text(Bidi.Excerpt(text, room)));
        }

        screen.Console.WriteLine();
        screen.Console.Write(table);
        if (all > articles.Count)
        {
            screen.Console.WriteLine($"  the newest {articles.Count:N0} of {all:N0}");
        }
    }

    private static string Open(Balance balance) =>
        balance.Documents - balance.CompleteDocuments - balance.FailedDocuments is > 0 and var open ? $", {open:N0} under way" : "";

    private static string Meaning(Balance balance) =>
        balance.Difference > 0 ? "articles are missing in the store" : "the store holds more than was found";
}
