namespace NewsPlatform.Storage.Search.Segments;

/// <summary>
/// The marks that this replica has seen, in the order in which it saw them: a segment takes in only those that came since it
/// last did, however many stand.
/// </summary>
internal sealed class MarkBook
{
    // Marks go when the segments say themselves who is dead in them; then the book is begun anew.
    private const int Slack = 1_000;

    private readonly Lock gate = new();
    private Page page = new();

    /// <summary>Writes down what is new.</summary>
    /// <param name="marks">All that stand now.</param>
    /// <returns>What to give to every segment.</returns>
    public Page Take(IReadOnlyCollection<MarkDocument> marks)
    {
        lock (gate)
        {
            if (page.Count > (2 * marks.Count) + Slack)
            {
                page = new();
            }

            foreach (var mark in marks)
            {
                page.Add(mark);
            }

            return page;
        }
    }

    /// <summary>Marks in their order; they are only ever added. Safe to read while others add.</summary>
    internal sealed class Page
    {
        private readonly Lock gate = new();
        private readonly HashSet<string> ids = new(StringComparer.Ordinal);
        private readonly List<MarkDocument> marks = [];

        public int Count
        {
            get
            {
                lock (gate)
                {
                    return marks.Count;
                }
            }
        }

        public void Add(MarkDocument mark)
        {
            lock (gate)
            {
                if (ids.Add(mark.Id))
                {
                    marks.Add(mark);
                }
            }
        }

        /// <summary>Those from this number on.</summary>
        public IReadOnlyList<MarkDocument> From(int number)
        {
            lock (gate)
            {
                return marks.GetRange(number, marks.Count - number);
            }
        }
    }
}
