using System.Globalization;

namespace NewsPlatform.Enrichment.Dates;

/// <summary>
/// A date as words give it: parts that are not named are 0, a weekday that is not named is null. Hijri dates are turned
/// into Gregorian ones by the calendar of Umm al-Qura, which newspapers print; moon sightings may differ by a day.
/// </summary>
/// <param name="Day">Of the month.</param>
/// <param name="Month">1 to 12, or 0 where only a weekday or a relative day is named.</param>
/// <param name="Year">Gregorian, or 0.</param>
/// <param name="Weekday">The weekday named with it.</param>
/// <param name="Relative">Days from the day of publication ("أمس" is -1), where nothing else is named.</param>
internal readonly record struct PartialDate(int Day, int Month, int Year, DayOfWeek? Weekday, int? Relative)
{
    public bool IsWhole => Day > 0 && Month > 0 && Year > 0;

    public DateOnly? Whole() => IsWhole && Day <= DateTime.DaysInMonth(Year, Month) ? new DateOnly(Year, Month, Day) : null;

    /// <summary>The last such day that is not after a bound; null where no year nearby has it.</summary>
    public DateOnly? LastBefore(DateOnly bound)
    {
        if (Day == 0 || Month == 0)
        {
            return null;
        }

        for (var year = bound.Year; year > bound.Year - 8 && year > 0; year--)
        {
            if (Day <= DateTime.DaysInMonth(year, Month) && new DateOnly(year, Month, Day) is var date && date <= bound
                && (Weekday is null || date.DayOfWeek == Weekday))
            {
                return date;
            }
        }

        return null;
    }

    public static PartialDate? FromHijri(int day, int month, int year)
    {
        var calendar = new UmAlQuraCalendar();
        if (year is < 1318 or > 1500 || month is < 1 or > 12 || day < 1 || day > calendar.GetDaysInMonth(year, month))
        {
            return null;
        }

        var date = calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
        return new PartialDate(date.Day, date.Month, date.Year, null, null);
    }
}
