using System.Globalization;
using System.Text.Json;
using NewsPlatform.Deduplication.Detection;
using Spectre.Console;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>What was measured, as tables for people and as JSON for programs.</summary>
internal static class EvaluationReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Table Table(IReadOnlyList<Figure> figures)
    {
        var table = new Table().AddColumns("", "figure", "demand", "measured", "");
        foreach (var figure in figures)
        {
            table.AddRow(
                Markup.Escape(figure.Id), Markup.Escape(figure.What), Markup.Escape(figure.Demand), Markup.Escape(figure.Value),
                figure.IsMet switch { true => "met", false => "MISSED", _ => "" });
        }

        return table;
    }

    /// <summary>Precision, recall and F1 for each class and language, strict and with the ambiguous pairs.</summary>
    public static Table ByClass(IReadOnlyList<JudgedPair> judged)
    {
        var table = new Table().AddColumns("language", "class", "pairs", "precision", "recall", "F1", "F1 with ambiguous");
        foreach (var language in judged.GroupBy(pair => pair.Language).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = language.ToList();
            var strict = all.Where(pair => !pair.Labelled.IsAmbiguous).ToList();
            foreach (var (name, classes) in new (string, TextClass[])[]
            {
                ("near", [TextClass.Near]), ("contained", [TextClass.Contained]), ("near or contained", [TextClass.Near, TextClass.Contained]), ("other", [TextClass.Other]),
            })
            {
                var score = PairEvaluation.Score(strict, classes);
                table.AddRow(
                    language.Key, name, strict.Count(pair => classes.Contains(pair.Expected)).ToString(CultureInfo.InvariantCulture),
                    Figure.Number(score.Precision), Figure.Number(score.Recall), Figure.Number(score.F1), Figure.Number(PairEvaluation.Score(all, classes).F1));
            }
        }

        return table;
    }

    public static Table Verdicts(CorpusResult result)
    {
        var table = new Table().AddColumns("verdict", "articles", "share");
        foreach (var (kind, count) in result.Verdicts.OrderByDescending(entry => entry.Value))
        {
            table.AddRow(kind.ToString().ToLowerInvariant(), count.ToString(CultureInfo.InvariantCulture), Figure.Number((double)count / result.Articles));
        }

        return table;
    }

    public static IEnumerable<Figure> Corpus(string name, CorpusResult result, bool hasTruth)
    {
        yield return Figure.AtLeast("F1", $"{name}: equal characters found", 1, result.SameText.Share, Figure.Of(result.SameText));
        yield return Figure.AtLeast("F1", $"{name}: equal after folding found", 1, result.SameFolded.Share, Figure.Of(result.SameFolded));
        yield return Figure.AtMost("F1", $"{name}: told exact and not equal", 0, result.FalseExact);
        if (hasTruth)
        {
            foreach (var figure in PublicFigures.Streamed(name, result))
            {
                yield return figure;
            }
        }

        yield return Figure.AtMost("F5", "texts compared for each article", 16, result.ComparedPerArticle, $"{result.Articles} articles");
    }

    public static void WriteJson(TextWriter output, IReadOnlyList<Figure> figures, Action<Utf8JsonWriter>? details)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            writer.WriteStartObject();
            writer.WriteString("ruleVersion", Standing.CurrentRuleVersion);
            writer.WriteStartArray("figures");
            foreach (var figure in figures)
            {
                writer.WriteStartObject();
                writer.WriteString("id", figure.Id);
                writer.WriteString("what", figure.What);
                writer.WriteString("demand", figure.Demand);
                writer.WriteString("measured", figure.Value);
                if (figure.IsMet is { } met)
                {
                    writer.WriteBoolean("met", met);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            details?.Invoke(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    public static void WritePairs(Utf8JsonWriter writer, IReadOnlyList<JudgedPair> judged)
    {
        writer.WriteStartArray("pairs");
        foreach (var pair in judged)
        {
            writer.WriteStartObject();
            if (pair.Labelled.Pair is { } name)
            {
                writer.WriteString("pair", name);
            }

            writer.WriteString("a", pair.Labelled.A);
            writer.WriteString("b", pair.Labelled.B);
            writer.WriteString("label", pair.Labelled.Label);
            writer.WriteString("language", pair.Language);
            writer.WriteString("verdict", pair.Judgement.Kind.ToString().ToLowerInvariant());
            writer.WriteString("text", pair.Found.ToString().ToLowerInvariant());
            writer.WriteString("rule", pair.Judgement.Rule);
            writer.WriteNumber("score", Math.Round(pair.Judgement.Score, 4));
            writer.WriteBoolean("right", pair.Found == pair.Expected);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static Table Stability(IReadOnlyList<(string Change, IReadOnlyList<JudgedPair> Judged)> rows)
    {
        var table = new Table().AddColumns("rules", "near F1", "near or contained F1", "accuracy", "forms called near");
        foreach (var (change, near, any, accuracy, forms) in rows.Select(Row))
        {
            table.AddRow(Markup.Escape(change), Figure.Number(near), Figure.Number(any), Figure.Number(accuracy), forms.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    public static void WriteStability(TextWriter output, IReadOnlyList<(string Change, IReadOnlyList<JudgedPair> Judged)> rows) => WriteJson(output, [], writer =>
    {
        writer.WriteStartArray("stability");
        foreach (var (change, near, any, accuracy, forms) in rows.Select(Row))
        {
            writer.WriteStartObject();
            writer.WriteString("rules", change);
            writer.WriteNumber("nearF1", Math.Round(near, 4));
            writer.WriteNumber("nearOrContainedF1", Math.Round(any, 4));
            writer.WriteNumber("accuracy", Math.Round(accuracy, 4));
            writer.WriteNumber("formsCalledNear", forms);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static (string Change, double Near, double Any, double Accuracy, int Forms) Row((string Change, IReadOnlyList<JudgedPair> Judged) row)
    {
        var strict = row.Judged.Where(pair => !pair.Labelled.IsAmbiguous).ToList();
        return (
            row.Change, PairEvaluation.Score(strict, TextClass.Near).F1, PairEvaluation.Score(strict, TextClass.Near, TextClass.Contained).F1,
            PairEvaluation.Accuracy(strict), PairEvaluation.TemplatesCalledNear(row.Judged));
    }

    public static void WriteVerdicts(Utf8JsonWriter writer, CorpusResult result)
    {
        writer.WriteStartObject("verdicts");
        foreach (var (kind, count) in result.Verdicts)
        {
            writer.WriteNumber(kind.ToString().ToLowerInvariant(), count);
        }

        writer.WriteEndObject();
    }
}
