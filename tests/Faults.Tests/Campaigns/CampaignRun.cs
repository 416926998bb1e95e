using System.Globalization;
using NewsPlatform.Faults.Tests.Checking;

namespace NewsPlatform.Faults.Tests.Campaigns;

/// <summary>One run of a campaign: what it was asked for and what it measured.</summary>
internal sealed class CampaignRun(int size, bool isFull, int seed, Action<double, string> progress, CancellationToken cancellationToken)
{
    // O1: 99.9 % of the articles. Of a few hundred a single one is more than that.
    private const double Traced = 999;
    private const double TracedOfFew = 990;
    private const int Few = 2_000;

    private readonly List<CampaignFigure> figures = [];
    private readonly List<string> notes = [];

    public int Size { get; } = size;

    /// <summary>Whether it is at least as large as the campaign's full run.</summary>
    public bool IsFull { get; } = isFull;

    public int Seed { get; } = seed;

    public Random Random { get; } = new(seed);

    public CancellationToken Cancellation { get; } = cancellationToken;

    public IReadOnlyList<CampaignFigure> Figures => figures;

    public IReadOnlyList<string> Notes => notes;

    /// <summary>Why this machine cannot run it at all, or nothing.</summary>
    public string? Skipped { get; private set; }

    /// <param name="share">Of the whole, 0 to 1.</param>
    /// <param name="now">What is being done.</param>
    public void Progress(double share, string now) => progress(Math.Clamp(share, 0, 1), now);

    /// <summary>Something measured, and whether it is as demanded.</summary>
    public void Figure(string what, double measured, string demanded, bool met) =>
        figures.Add(new CampaignFigure(what, measured.ToString(measured == Math.Floor(measured) ? "N0" : "N2", CultureInfo.InvariantCulture), demanded, met));

    public void AtMost(string what, double measured, double most) =>
        Figure(what, measured, string.Create(CultureInfo.InvariantCulture, $"<= {most:#,0.##}"), measured <= most);

    public void AtLeast(string what, double measured, double least) =>
        Figure(what, measured, string.Create(CultureInfo.InvariantCulture, $">= {least:#,0.##}"), measured >= least);

    public void Exactly(string what, double measured, double wanted) =>
        Figure(what, measured, string.Create(CultureInfo.InvariantCulture, $"{wanted:#,0.##}"), measured == wanted);

    /// <summary>
    /// A time that the law names: measured in every run, judged in full ones. A small run is one of the tests, and those share
    /// their processors with whatever else runs there: no test of this project passes or fails by a clock alone.
    /// </summary>
    public void InTime(string what, double measured, double most) =>
        Figure(what, measured, string.Create(CultureInfo.InvariantCulture, $"<= {most:#,0.##}{(IsFull ? "" : " in a full run")}"), measured <= most || !IsFull);

    public void Note(string note) => notes.Add(note);

    public void Skip(string reason) => Skipped = reason;

    /// <summary>What the checker says: no violation is demanded.</summary>
    public void Checked(CheckReport report)
    {
        Exactly("violations the checker found", report.Violations.Count, 0);
        if (report.Kept > 0)
        {
            AtLeast("articles with one complete trace, in a thousand", 1000.0 * report.Traced / report.Kept, report.Kept < Few ? TracedOfFew : Traced);
        }

        Note(report.ToString());
        foreach (var article in report.Untraced)
        {
            Note(article);
        }
    }
}

/// <summary>One measured figure of a campaign.</summary>
internal sealed record CampaignFigure(string What, string Measured, string Demanded, bool Met);
