using System.Globalization;

namespace NewsPlatform.Enrichment.Languages;

/// <summary>What language a text is in.</summary>
/// <param name="Language">BCP 47 without script, or <c>und</c>.</param>
/// <param name="Script">ISO 15924 code of most of its letters; none for a text without letters.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Shares">Languages of a mixed text, largest first; empty for a text in one.</param>
internal sealed record LanguageVerdict(string Language, string? Script, double Confidence, IReadOnlyList<(string Language, double Share)> Shares)
{
    public static LanguageVerdict Undetermined { get; } = new("und", null, 0, []);
}

/// <summary>
/// Tells a text's language by its n-grams (naive Bayes over the profiles of its script). A long text is judged by samples
/// from all over it, which also tell whether it is mixed. Not thread-safe: one for each thread.
/// </summary>
internal sealed class LanguageDetector
{
    // Samples of a long text, and the letters of each: 800 letters decide as well as 8,000 and bound the time.
    private const int MostSamples = 8, SampleLetters = 100, EnoughSamples = MostSamples / 2;

    // A sample speaks for a second language only where it is long enough to be believed.
    private const int LettersToDiffer = 40;
    private const double ShareToBeMixed = 0.15;

    // In the profiles a step is 1/8 of a nat, and a letter is counted about 3.2 times: by its 1- to 4-grams.
    private const double StepsPerNat = 8 * 3.2;

    // The mean weight a letter adds in text of a known language is 60 to 130; in random letters about 25. Between lies
    // what a short text of rare words may have: it is named, with the less confidence the less is known of it.
    private const double LeastWeightPerLetter = 18, SureWeightPerLetter = 60;

    // Of thousands of ideographs the profiles hold the common ones, and few of their pairs.
    private const double LeastWeightPerIdeograph = 5;

    private readonly LanguageModel model = LanguageModel.Current;
    private readonly int[] scriptLetters = new int[Scripts.Codes.Length];
    private readonly long[] total;
    private readonly long[] sample;
    private readonly int[] scriptOfClass;
    private readonly char[] letters = new char[SampleLetters + 2];
    private readonly ulong[] keys = new ulong[(SampleLetters + 2) * LanguageModel.Longest];

    public LanguageDetector()
    {
        total = new long[model.Classes.Length];
        sample = new long[model.Classes.Length];
        scriptOfClass = [.. model.Classes.Select(one => Array.IndexOf(Scripts.Codes, one.Script))];
    }

    public LanguageVerdict Detect(ReadOnlySpan<char> text)
    {
        var script = MainScript(text, out var inScript, out var allLetters);
        if (script == Scripts.None)
        {
            return LanguageVerdict.Undetermined;
        }

        Array.Clear(total);
        Span<int> winners = stackalloc int[MostSamples];
        Span<int> lengths = stackalloc int[MostSamples];
        int samples = 0, judged = 0;
        foreach (var part in Samples(text))
        {
            if (samples == EnoughSamples && winners[..samples].IndexOfAnyExcept(winners[0]) < 0)
            {
                // Four from all over the text say the same: the four in between would too.
                break;
            }

            Array.Clear(sample);
            var length = Score(text[part], out var sampleScript);
            if (length == 0)
            {
                continue;
            }

            winners[samples] = Best(sample, sampleScript, out _);
            lengths[samples] = length;
            samples++;
            if (sampleScript == script)
            {
                judged += length;
                for (var i = 0; i < total.Length; i++)
                {
                    total[i] += sample[i];
                }
            }
        }

        if (judged == 0)
        {
            return LanguageVerdict.Undetermined;
        }

        var best = Best(total, script, out var second);
        var shares = Shares(winners[..samples], lengths[..samples], best);
        if (best < 0 || total[best] < (Scripts.Codes[script] == "Hani" ? LeastWeightPerIdeograph : LeastWeightPerLetter) * judged)
        {
            return new LanguageVerdict("und", Scripts.Codes[script], 0, shares);
        }

        var margin = second < 0 ? 10 : (total[best] - total[second]) / StepsPerNat;
        var confidence = 1 / (1 + Math.Exp(-margin)) * Math.Min(1, 0.2 + ((double)inScript / allLetters));
        if (Scripts.Codes[script] != "Hani")
        {
            confidence *= Math.Min(1, total[best] / (SureWeightPerLetter * judged));
        }

        var winner = model.Classes[best];
        return new LanguageVerdict(winner.Language, ScriptOf(winner), Math.Round(confidence, 3), shares);
    }

    private static string ScriptOf(LanguageClass winner) => winner.Tag switch
    {
        "ja" => "Jpan",
        "ko" => "Kore",
        _ => winner.Tag.Length > winner.Language.Length ? winner.Tag[(winner.Language.Length + 1)..] : winner.Script,
    };

    private int MainScript(ReadOnlySpan<char> text, out int inScript, out int all)
    {
        Array.Clear(scriptLetters);
        foreach (var c in text)
        {
            scriptLetters[Scripts.Of(c)]++;
        }

        all = inScript = 0;
        var main = Scripts.None;
        for (var script = 1; script < scriptLetters.Length; script++)
        {
            all += scriptLetters[script];
            if (scriptLetters[script] > inScript)
            {
                inScript = scriptLetters[script];
                main = script;
            }
        }

        return main;
    }

    // Stretches at equal distances, each from the start of a word.
    private static List<Range> Samples(ReadOnlySpan<char> text)
    {
        // Half as much again as the letters: between them may stand numbers and marks. A short text is read whole.
        const int Stretch = SampleLetters * 3 / 2;

        // Of a long text 60 letters at each of its places tell as much as 100.
        const int StretchOfMany = 72;
        var samples = new List<Range>(MostSamples);
        var count = Math.Clamp((text.Length + SampleLetters - 1) / SampleLetters, 1, MostSamples);
        var step = text.Length / count;
        for (var number = 0; number < count; number++)
        {
            // Of eight every other one comes first: those four may be enough.
            var i = count < MostSamples ? number : number < EnoughSamples ? 2 * number : (2 * (number - EnoughSamples)) + 1;
            var start = i * step;
            if (i > 0)
            {
                var space = text.Slice(start, Math.Min(40, text.Length - start)).IndexOfAny(' ', '\n');
                start += Math.Max(0, space);
            }

            samples.Add(start..Math.Min(text.Length, start + (count < MostSamples ? Stretch : StretchOfMany)));
        }

        return samples;
    }

    // Adds up the weights of every n-gram; returns the letters read and the script of most of them.
    private int Score(ReadOnlySpan<char> text, out int script)
    {
        var length = Normalize(text, out script);
        var count = 0;
        for (var start = 0; start < length; start++)
        {
            var key = 0UL;
            for (var size = 1; size <= LanguageModel.Longest && start + size <= length; size++)
            {
                key = (key << 16) | letters[start + size - 1];
                if (key != ' ')
                {
                    keys[count++] = key;
                }
            }
        }

        Span<Range> places = stackalloc Range[count];
        model.Find(keys.AsSpan(0, count), places);
        foreach (var place in places)
        {
            var postings = model.Postings[place];
            for (var i = 0; i < postings.Length; i += 2)
            {
                sample[postings[i]] += postings[i + 1];
            }
        }

        return Math.Max(0, length - 2);
    }

    // As languages.mjs does: lower-case letters, marks and apostrophes, one space for all else, one at both ends.
    private int Normalize(ReadOnlySpan<char> text, out int script)
    {
        Span<int> counts = stackalloc int[Scripts.Codes.Length];
        counts.Clear();
        var length = 0;
        letters[length++] = ' ';
        var whole = true;
        foreach (var c in text)
        {
            if (length > SampleLetters)
            {
                whole = false;
                break;
            }

            var kept = Kept(c);
            if (kept != ' ' || letters[length - 1] != ' ')
            {
                letters[length++] = kept;
                counts[Scripts.Of(c)]++;
            }
        }

        // Where the sample is cut off within a word no word ends.
        if (whole && letters[length - 1] != ' ')
        {
            letters[length++] = ' ';
        }

        script = Scripts.None;
        for (var i = 1; i < counts.Length; i++)
        {
            script = counts[i] > (script == Scripts.None ? 0 : counts[script]) ? i : script;
        }

        return script == Scripts.None ? 0 : length;
    }

    private static char Kept(char c)
    {
        if (c is '\'' or '’' or 'ʼ' or '`' or '´')
        {
            return '\'';
        }

        if (char.IsAsciiLetter(c))
        {
            return (char)(c | 0x20);
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => char.ToLowerInvariant(c),
            UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => c,
            _ => ' ',
        };
    }

    private int Best(long[] scores, int script, out int second)
    {
        int best = -1;
        second = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scriptOfClass[i] != script)
            {
                continue;
            }

            if (best < 0 || scores[i] > scores[best])
            {
                second = best;
                best = i;
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        return best;
    }

    private List<(string Language, double Share)> Shares(ReadOnlySpan<int> winners, ReadOnlySpan<int> lengths, int best)
    {
        var shares = new List<(string Language, double Share)>();
        double all = 0;
        for (var i = 0; i < winners.Length; i++)
        {
            // Short samples and those of no known language go with the rest of the text.
            var winner = winners[i] >= 0 && lengths[i] >= LettersToDiffer ? winners[i] : best;
            if (winner < 0)
            {
                continue;
            }

            all += lengths[i];
            var language = model.Classes[winner].Language;
            var at = shares.FindIndex(share => share.Language == language);
            if (at < 0)
            {
                shares.Add((language, lengths[i]));
            }
            else
            {
                shares[at] = (language, shares[at].Share + lengths[i]);
            }
        }

        shares = [.. shares
            .Select(share => (share.Language, Share: Math.Round(share.Share / all, 2)))
            .Where(share => share.Share >= ShareToBeMixed)
            .OrderByDescending(share => share.Share)];
        return shares.Count > 1 ? shares : [];
    }
}
