namespace NewsPlatform.Ingestion.Formats.Dates;

/// <summary>
/// Makes a date of its tokens. The time of day is what stands around colons and is taken out first, then the zone, then
/// the month's name; what numbers remain are year, month and day, told apart by their size, their place and their signs.
/// </summary>
internal sealed class DateReading(List<DateToken> tokens)
{
    private static readonly string[] EnglishMonths =
        ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"];

    private int _hour;
    private int _minute;
    private double _second;
    private bool _hasTime;
    private TimeSpan? _zone;
    private int _month;

    public static DateTimeOffset? Ordinal(int year, int day) =>
        year is >= 1 and <= 9998 && day >= 1 && day <= (DateTime.IsLeapYear(year) ? 366 : 365)
            ? new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1)
            : null;

    public DateTimeOffset? Read()
    {
        EasternNotation();
        TakeTime();
        TakeCompactTime();
        if (_hasTime && !ValidTime())
        {
            return null;
        }

        TakeZone();
        TakeMonth();
        return Date() is { } date ? Combine(date) : null;
    }

    /// <summary>2004년 5월 28일: the words say which number is which.</summary>
    private void EasternNotation()
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == DateTokenKind.Word && tokens[i - 1].Kind == DateTokenKind.Number && tokens[i].Text is "년" or "월" or "年" or "月")
            {
                tokens[i] = new DateToken(DateTokenKind.Sign, "-");
            }
            else if (tokens[i].Text is "일" or "日")
            {
                tokens[i] = new DateToken(DateTokenKind.Space, " ");
            }
        }

    }

    private void TakeTime()
    {
        for (var i = 1; i + 1 < tokens.Count; i++)
        {
            if (!(tokens[i].Text is ":" or "h" && tokens[i - 1].Kind == DateTokenKind.Number && tokens[i + 1].Kind == DateTokenKind.Number
                && tokens[i - 1].Text.Length <= 2))
            {
                continue;
            }

            _hasTime = true;
            _hour = tokens[i - 1].Value;
            _minute = tokens[i + 1].Value;
            var end = i + 2;
            if (end + 1 < tokens.Count && tokens[end].Text == ":" && tokens[end + 1].Kind == DateTokenKind.Number)
            {
                _second = tokens[end + 1].Value;
                end += 2;
            }

            if (end + 1 < tokens.Count && tokens[end].Text is "." or "," && tokens[end + 1].Kind == DateTokenKind.Number)
            {
                _second += double.Parse("0." + tokens[end + 1].Text, System.Globalization.CultureInfo.InvariantCulture);
                end += 2;
            }

            // 2004-01-01T19:48: the T belongs to the time.
            var start = i - 1;
            if (start > 0 && tokens[start - 1].Text is "t" or "à" or "at" or "um" or "الساعة")
            {
                start--;
            }

            tokens.RemoveRange(start, end - start);
            tokens.Insert(start, new DateToken(DateTokenKind.Space, "time"));
            HalfDay(start);
            return;
        }
    }

    /// <summary>20031231T101455: the time without its colons.</summary>
    private void TakeCompactTime()
    {
        for (var i = 1; i + 1 < tokens.Count && !_hasTime; i++)
        {
            if (tokens[i].Text == "t" && tokens[i - 1].Text.Length == 8 && tokens[i + 1] is { Kind: DateTokenKind.Number, Text.Length: 4 or 6 } time)
            {
                _hasTime = true;
                _hour = int.Parse(time.Text.AsSpan(0, 2), System.Globalization.CultureInfo.InvariantCulture);
                _minute = int.Parse(time.Text.AsSpan(2, 2), System.Globalization.CultureInfo.InvariantCulture);
                _second = time.Text.Length == 6 ? int.Parse(time.Text.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture) : 0;
                tokens.RemoveRange(i, 2);
                tokens.Insert(i, new DateToken(DateTokenKind.Space, "time"));
            }
        }
    }

    private void HalfDay(int around)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = tokens[i].Text;
            if (tokens[i].Kind != DateTokenKind.Word || Math.Abs(i - around) > 3)
            {
                continue;
            }

            // "p.m." comes in two words.
            if (word is "p" or "a" && i + 2 < tokens.Count && tokens[i + 1].Text == "." && tokens[i + 2].Text == "m")
            {
                tokens.RemoveRange(i + 1, 2);
                word += "m";
            }

            if (DateWords.Afternoon.Contains(word) && _hour is >= 1 and <= 12)
            {
                _hour = _hour == 12 ? 12 : _hour + 12;
                tokens.RemoveAt(i);
                return;
            }

            if (DateWords.Morning.Contains(word) && _hour is >= 1 and <= 12)
            {
                _hour = _hour == 12 ? 0 : _hour;
                tokens.RemoveAt(i);
                return;
            }
        }
    }

    private bool ValidTime()
    {
        // Leap seconds, and midnight written as the end of its day, are carried over.
        return _hour is >= 0 and <= 24 && _minute is >= 0 and <= 59 && _second < 61 && (_hour < 24 || (_minute == 0 && _second == 0));
    }

    private void TakeZone()
    {
        var time = tokens.FindIndex(token => token.Text == "time");
        if (time < 0)
        {
            return;
        }

        for (var i = time + 1; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == DateTokenKind.Word && tokens[i].Text.Replace("etc/", "", StringComparison.Ordinal) is var name
                && DateWords.Zones.TryGetValue(name, out var hours))
            {
                _zone = TimeSpan.FromHours(hours);
                tokens.RemoveAt(i);

                // GMT+0300 is an offset of its own.
                if (hours == 0)
                {
                    TakeOffset(i);
                }

                return;
            }

            if (TakeOffset(i))
            {
                return;
            }
        }
    }

    private bool TakeOffset(int at)
    {
        if (at + 1 >= tokens.Count || tokens[at].Text is not ("+" or "-") || tokens[at + 1].Kind != DateTokenKind.Number)
        {
            return false;
        }

        var digits = tokens[at + 1].Text;
        int hours, minutes = 0, length = 2;
        if (digits.Length is 3 or 4)
        {
            hours = tokens[at + 1].Value / 100;
            minutes = tokens[at + 1].Value % 100;
        }
        else if (digits.Length <= 2)
        {
            hours = tokens[at + 1].Value;
            if (at + 3 < tokens.Count && tokens[at + 2].Text == ":" && tokens[at + 3].Kind == DateTokenKind.Number)
            {
                minutes = tokens[at + 3].Value;
                length = 4;
            }
        }
        else
        {
            return false;
        }

        if (hours > 14 || minutes > 59)
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        _zone = tokens[at].Text == "-" ? -offset : offset;
        tokens.RemoveRange(at, length);
        return true;
    }

    private void TakeMonth()
    {
        // From the end: "mar. 5 juin" is a Tuesday in June.
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            if (tokens[i].Kind != DateTokenKind.Word)
            {
                continue;
            }

            var word = tokens[i].Text;

            // Iraq and the Levant write both names: "كانون الثاني/يناير"; the first one found is enough.
            var slash = word.IndexOf('/', StringComparison.Ordinal);
            var name = slash > 0 ? word[..slash] : word;
            var wide = 1;
            if (DateWords.FirstOfTwo.Contains(name))
            {
                var second = tokens.FindIndex(i + 1, token => token.Kind == DateTokenKind.Word);
                if (second < 0)
                {
                    continue;
                }

                var other = tokens[second].Text;
                slash = other.IndexOf('/', StringComparison.Ordinal);
                name += slash > 0 ? other[..slash] : other;
                wide = second - i + 1;
            }

            if (!DateWords.Months.TryGetValue(name, out var month)
                && (slash <= 0 || !DateWords.Months.TryGetValue(word[(slash + 1)..], out month))
                && !(name.Length > 3 && name.All(char.IsAsciiLetter) && DateWords.Months.TryGetValue(name[..3], out month) && EnglishDayless(name)))
            {
                continue;
            }

            _month = month;
            tokens.RemoveRange(i, wide);
            return;
        }
    }

    /// <summary>"Januray" and "Septembre" are months, "Marchand" and "Monday" are not: misspelt months keep most of their letters.</summary>
    private static bool EnglishDayless(string name) =>
        EnglishMonths.Any(month => month[..3] == name[..3] && Math.Abs(month.Length - name.Length) <= 2 && month[^2..] == name[^2..]);

    private (int Year, int Month, int Day)? Date()
    {
        var numbers = new List<(int Value, int Length, string Before, int At)>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == DateTokenKind.Number && tokens[i].Text.Length <= 8)
            {
                numbers.Add((tokens[i].Value, tokens[i].Text.Length, i > 0 ? tokens[i - 1].Text : "", i));
            }
        }

        if (numbers is [{ Length: 8 } compact, ..])
        {
            // 20040105T19:48
            return Checked(compact.Value / 10000, compact.Value / 100 % 100, compact.Value % 100);
        }

        return _month > 0 ? WithName(numbers) : Numeric(numbers);
    }

    private (int Year, int Month, int Day)? WithName(List<(int Value, int Length, string Before, int At)> numbers)
    {
        var year = numbers.FindIndex(number => number.Length == 4);
        if (year < 0)
        {
            // Two digits: the last number, unless it is an apostrophe's ('04).
            if (numbers.Count < 2)
            {
                return null;
            }

            year = 1;
            var two = numbers[year];
            var value = two.Length == 2 ? TwoDigits(two.Value) : two.Value;
            return Checked(value, _month, numbers[0].Value);
        }

        var day = numbers.FindIndex(number => number.Length <= 2);
        return Checked(numbers[year].Value, _month, day < 0 ? 1 : numbers[day].Value);
    }

    private static (int Year, int Month, int Day)? Numeric(List<(int Value, int Length, string Before, int At)> numbers)
    {
        switch (numbers)
        {
            case [{ Length: 4 } year, { Length: 3 } day, ..] when day.Before == "-":
                return Ordinal(year.Value, day.Value) is { } date ? (date.Year, date.Month, date.Day) : null;
            case [{ Length: 4 } year, { Length: <= 2 } month, { Length: <= 2 } day, ..]:
                return Checked(year.Value, month.Value, day.Value);
            case [{ Length: 4 } year, { Length: <= 2 } month]:
                return Checked(year.Value, month.Value, 1);
            case [{ Length: 4 } year]:
                return Checked(year.Value, 1, 1);
            case [{ Length: <= 2 } first, { Length: <= 2 } second, { Length: 4 } year, ..]:
                // Day first, as everywhere but in the United States; month first where that alone can be.
                return first.Value > 12 || second.Value <= 12
                    ? Checked(year.Value, second.Value, first.Value)
                    : Checked(year.Value, first.Value, second.Value);
            case [{ Length: 2 } year, { Length: 2 } month, { Length: 2 } day, ..] when month.Before == "-":
                return Checked(TwoDigits(year.Value), month.Value, day.Value);
            case [{ Length: <= 2 } first, { Length: <= 2 } second, { Length: 2 } year, ..]:
                return first.Value > 12 || second.Value <= 12
                    ? Checked(TwoDigits(year.Value), second.Value, first.Value)
                    : Checked(TwoDigits(year.Value), first.Value, second.Value);
            default:
                return null;
        }
    }

    /// <summary>Two digits below ninety are of this century.</summary>
    private static int TwoDigits(int value) => value + (value < 90 ? 2000 : 1900);

    private static (int Year, int Month, int Day)? Checked(int year, int month, int day) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? (year, month, day) : null;

    private DateTimeOffset? Combine((int Year, int Month, int Day) date)
    {
        var (year, month, day) = date;
        if (year < 2)
        {
            return null;
        }

        // The zone is kept: an editor wants to see the hour the source wrote.
        var zone = _zone ?? TimeSpan.Zero;
        return new DateTimeOffset(year, month, day, 0, 0, 0, zone)
            .AddHours(_hour).AddMinutes(_minute).AddMilliseconds(Math.Round(_second * 1000));
    }
}
