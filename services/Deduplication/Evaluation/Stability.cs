using NewsPlatform.Deduplication.Detection;

namespace NewsPlatform.Deduplication.Evaluation;

/// <summary>
/// How the figures of labelled pairs move when each number of the rules is moved a little: a rule that holds only at its
/// very number was fitted to the pairs and will not hold for others.
/// </summary>
internal static class Stability
{
    public static IEnumerable<(string Change, DetectionRules Rules)> Changes(DetectionRules rules)
    {
        yield return ("as they stand", rules);
        foreach (var (name, value, with) in Numbers(rules))
        {
            yield return ($"{name} {Figure.Number(value * 0.9)} (-10 %)", with(value * 0.9));
            yield return ($"{name} {Figure.Number(value * 1.1)} (+10 %)", with(value * 1.1));
        }
    }

    public static async Task<IReadOnlyList<(string Change, IReadOnlyList<JudgedPair> Judged)>> RunAsync(
        string articles, string pairs, CancellationToken cancellationToken)
    {
        var rows = new List<(string, IReadOnlyList<JudgedPair>)>();
        foreach (var (change, rules) in Changes(DetectionRules.Default))
        {
            rows.Add((change, await PairEvaluation.RunAsync(articles, pairs, rules, cancellationToken)));
        }

        return rows;
    }

    private static IEnumerable<(string Name, double Value, Func<double, DetectionRules> With)> Numbers(DetectionRules rules) =>
    [
        ("near share", rules.NearShare, value => rules with { NearShare = value }),
        ("sure share", rules.SureShare, value => rules with { SureShare = value }),
        ("certain share", rules.CertainShare, value => rules with { CertainShare = Math.Min(1, value) }),
        ("contained share", rules.ContainedShare, value => rules with { ContainedShare = value }),
        ("sure contained share", rules.SureContainedShare, value => rules with { SureContainedShare = value }),
        ("numbers agree", rules.NumbersAgree, value => rules with { NumbersAgree = value }),
        ("copy time (hours)", rules.CopyTime.TotalHours, value => rules with { CopyTime = TimeSpan.FromHours(value) }),
        ("pairs agree", rules.PairsAgree, value => rules with { PairsAgree = value }),
        ("lead agrees", rules.LeadAgrees, value => rules with { LeadAgrees = value }),
        ("glued lead", rules.GluedLead, value => rules with { GluedLead = value }),
        ("lead (words)", rules.Lead, value => rules with { Lead = (int)Math.Round(value) }),
        ("headline support", rules.HeadlineSupport, value => rules with { HeadlineSupport = value }),
        ("revised share", rules.RevisedShare, value => rules with { RevisedShare = value }),
        ("headline agrees", rules.HeadlineAgrees, value => rules with { HeadlineAgrees = value }),
        ("short text (words)", rules.ShortText, value => rules with { ShortText = (int)Math.Round(value) }),
        ("short run (words)", rules.ShortRun, value => rules with { ShortRun = (int)Math.Round(value) }),
        ("damaged from", rules.DamagedFrom, value => rules with { DamagedFrom = value }),
        ("damaged share", rules.DamagedShare, value => rules with { DamagedShare = value }),
        ("sure mended share", rules.SureMendedShare, value => rules with { SureMendedShare = value }),
    ];
}
