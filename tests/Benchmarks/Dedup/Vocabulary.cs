using System.IO.Compression;
using System.Text;
using System.Text.Json;
using NewsPlatform.Deduplication.Detection;
using NewsPlatform.Text;

namespace NewsPlatform.Benchmarks.Dedup;

/// <summary>
/// Words and what follows them: from real news where that lies beside the repository, else words drawn by Zipf's law.
/// </summary>
internal sealed class Vocabulary
{
    private const int WordsPerSentence = 18, SentencesPerParagraph = 3;

    // Successors remembered of one word: more of the frequent ones would not change what runs repeat.
    private const int MaxSuccessors = 4_096;

    private readonly List<string> words = [];
    private readonly List<List<int>> successors = [];
    private readonly List<int> drawn = [];

    private Vocabulary(string origin) => Origin = origin;

    public string Origin { get; }

    public int Count => words.Count;

    public ushort[] Prints { get; private set; } = [];

    public ushort[] Letters { get; private set; } = [];

    /// <summary>Lengths of real articles, in words.</summary>
    public List<int> Lengths { get; } = [];

    public string Word(int word) => words[word];

    /// <summary>Any word, the frequent ones more often.</summary>
    public int Draw(Random random) => drawn[random.Next(drawn.Count)];

    /// <summary>A word that was seen behind another one.</summary>
    public int After(int word, Random random) => successors[word] is { Count: > 0 } following ? following[random.Next(following.Count)] : Draw(random);

    /// <summary>Words as a text of sentences and paragraphs.</summary>
    public string Prose(int[] numbers)
    {
        var text = new StringBuilder();
        for (var i = 0; i < numbers.Length; i++)
        {
            var sentence = (i + 1) / WordsPerSentence;
            text.Append(words[numbers[i]]).Append((i + 1) % WordsPerSentence != 0 ? " " : sentence % SentencesPerParagraph == 0 ? ".\n\n" : ". ");
        }

        return text.ToString();
    }

    public static Vocabulary Read(string? data)
    {
        var corpora = data is null ? [] : Directory.GetFiles(Path.Combine(data, "dedup", "ar-corpora"), "*.jsonl.gz");
        return corpora.Length > 0 ? Real(corpora) : Zipf();
    }

    private static Vocabulary Real(string[] corpora)
    {
        var vocabulary = new Vocabulary("news of two corpora");
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        using var buffer = new TokenBuffer();
        foreach (var corpus in corpora)
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(corpus), CompressionMode.Decompress));
            while (reader.ReadLine() is { } line)
            {
                using var article = JsonDocument.Parse(line);
                buffer.Read(article.RootElement.GetProperty("body").GetString());
                vocabulary.Lengths.Add(Math.Max(20, buffer.Count));
                var before = -1;
                for (var i = 0; i < buffer.Count; i++)
                {
                    var word = buffer.Word(i).ToString();
                    if (!known.TryGetValue(word, out var number))
                    {
                        number = known[word] = vocabulary.Add(word);
                    }

                    vocabulary.drawn.Add(number);
                    if (before >= 0 && vocabulary.successors[before].Count < MaxSuccessors)
                    {
                        vocabulary.successors[before].Add(number);
                    }

                    before = number;
                }
            }
        }

        return vocabulary.WithPrints();
    }

    private static Vocabulary Zipf()
    {
        const int Words = 60_000, Draws = 2_000_000;
        var vocabulary = new Vocabulary("words by Zipf's law");
        var random = new Random(1);
        for (var word = 0; word < Words; word++)
        {
            vocabulary.Add(new string([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[random.Next(28)])]));
        }

        // Rank r at weight 1/r: the inverse of the harmonic sum is close to an exponential.
        for (var draw = 0; draw < Draws; draw++)
        {
            vocabulary.drawn.Add(Math.Min(Words - 1, (int)Math.Exp(random.NextDouble() * Math.Log(Words))));
        }

        for (var word = 0; word < Words; word++)
        {
            vocabulary.successors[word].AddRange(Enumerable.Range(0, 6).Select(_ => vocabulary.Draw(random)));
        }

        vocabulary.Lengths.AddRange(Enumerable.Range(0, 1_000).Select(_ => random.Next(60, 560)));
        return vocabulary.WithPrints();
    }

    private int Add(string word)
    {
        words.Add(word);
        successors.Add([]);
        return words.Count - 1;
    }

    private Vocabulary WithPrints()
    {
        Prints = [.. words.Select(word => WordPrint.Of(word, WordHash.Of(word)))];
        Letters = [.. words.Select(word => WordPrint.Letters(word))];
        return this;
    }
}
