using System.Globalization;
using NewsPlatform.Ingestion.Formats.Dates;

namespace NewsPlatform.Ingestion.Tests.Formats;

public sealed class DateTests
{
    [Theory]
    [InlineData("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31T10:14:55-08:00", "2003-12-31T18:14:55Z")]
    [InlineData("2003-12-31T10:14Z", "2003-12-31T10:14:00Z")]
    [InlineData("2003-12-31T18:14:55.123+0300", "2003-12-31T15:14:55.123Z")]
    [InlineData("2003-12-31 10:14:55", "2003-12-31T10:14:55Z")]
    [InlineData("2003-12-31", "2003-12-31T00:00:00Z")]
    [InlineData("2003-12", "2003-12-01T00:00:00Z")]
    [InlineData("2003", "2003-01-01T00:00:00Z")]
    [InlineData("20031231", "2003-12-31T00:00:00Z")]
    [InlineData("20031231T101455Z", "2003-12-31T10:14:55Z")]
    [InlineData("20040105194821", "2004-01-05T19:48:21Z")]
    [InlineData("2003-335", "2003-12-01T00:00:00Z")]
    [InlineData("2004-01-01T24:00:00Z", "2004-01-02T00:00:00Z")]
    public void Iso_8601(string written, string expected) => Equal(written, expected);

    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 31 Jun 2004 19:48:21 GMT", null)]
    [InlineData("01 Jan 2004 19:48 EST", "2004-01-02T00:48:00Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 -0500", "2004-01-02T00:48:21Z")]
    [InlineData("Thu,01 Jan 2004 19:48:21 +0300", "2004-01-01T16:48:21Z")]
    [InlineData("Thu, Jan 01 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu Aug 30 2012 17:26:16 +0200", "2012-08-30T15:26:16Z")]
    [InlineData("Sun, 16 Dec 2012 1:2:3 -0900", "2012-12-16T10:02:03Z")]
    [InlineData("Tue, 26 Nov 2019 10:00:00 GMT+0300", "2019-11-26T07:00:00Z")]
    [InlineData("Mon, 26 January 2004 16:31:00 AT", "2004-01-26T20:31:00Z")]
    [InlineData("Thu, 01 Jan 1998 19:48:21 PDT", "1998-01-02T02:48:21Z")]
    [InlineData("Thu, 01 Jan 98 19:48:21 Etc/GMT", "1998-01-01T19:48:21Z")]
    [InlineData("Sun, 10 Mar 2024", "2024-03-10T00:00:00Z")]
    [InlineData("10 March 2024, 8:30 p.m.", "2024-03-10T20:30:00Z")]
    [InlineData("March 10, 2024 12:05 AM", "2024-03-10T00:05:00Z")]
    public void Rfc_822_and_its_relatives(string written, string? expected) => Equal(written, expected);

    [Theory]
    [InlineData("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z")]
    [InlineData("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z")]
    [InlineData("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z")]
    [InlineData("2004/01/05", "2004-01-05T00:00:00Z")]
    [InlineData("10/03/2024", "2024-03-10T00:00:00Z")]
    [InlineData("03/25/2024 4:05 PM", "2024-03-25T16:05:00Z")]
    [InlineData("10.03.2024 08:30", "2024-03-10T08:30:00Z")]
    [InlineData("1710169200", "2024-03-11T15:00:00Z")]
    [InlineData("1710169200000", "2024-03-11T15:00:00Z")]
    public void Other_forms(string written, string expected) => Equal(written, expected);

    [Theory]
    [InlineData("الأحد 10 مارس 2024", "2024-03-10T00:00:00Z")]
    [InlineData("١٠ مارس ٢٠٢٤ - ٠٨:٣٠", "2024-03-10T08:30:00Z")]
    [InlineData("10 آذار 2024", "2024-03-10T00:00:00Z")]
    [InlineData("10 آذار/مارس 2024", "2024-03-10T00:00:00Z")]
    [InlineData("5 كانون الثاني 2024", "2024-01-05T00:00:00Z")]
    [InlineData("5 كانون الأول/ديسمبر 2024", "2024-12-05T00:00:00Z")]
    [InlineData("3 تشرين الثاني 2023 09:15 م", "2023-11-03T21:15:00Z")]
    [InlineData("12 جويلية 2023", "2023-07-12T00:00:00Z")]
    [InlineData("mardi 5 mars 2024 à 10h30", "2024-03-05T10:30:00Z")]
    [InlineData("5 de marzo de 2024", "2024-03-05T00:00:00Z")]
    [InlineData("5. März 2024, 10:30 Uhr", "2024-03-05T10:30:00Z")]
    [InlineData("mar. 5 juin 2012", "2012-06-05T00:00:00Z")]
    [InlineData("2004년 05월 28일 오후 11:31:58", "2004-05-28T23:31:58Z")]
    [InlineData("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z")]
    [InlineData("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z")]
    public void Other_languages(string written, string expected) => Equal(written, expected);

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31 February 2024")]
    [InlineData("2024-13-01")]
    [InlineData("2024-01-01T25:00:00Z")]
    [InlineData("99999999999999999999")]
    [InlineData("12:30")]
    [InlineData("0000-00-00")]
    [InlineData("10 Marchand 2024 street")]
    public void What_is_no_date_gives_none(string written) => Assert.Null(NewsDate.Parse(written));

    [Fact]
    public void The_zone_a_source_wrote_is_kept() =>
        Assert.Equal(TimeSpan.FromHours(3), NewsDate.Parse("2024-03-10T08:30:00+03:00")!.Value.Offset);

    [Fact]
    public void Any_text_gives_a_date_or_none()
    {
        var random = new Random(7);
        const string signs = "0123456789:-/., +TZtzGMTPMjanfebmar\u0660\u0665مارس年م";
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Create(random.Next(40), random, (span, seeded) =>
            {
                foreach (ref var c in span)
                {
                    c = signs[seeded.Next(signs.Length)];
                }
            });
            _ = NewsDate.Parse(text);
        }
    }

    private static void Equal(string written, string? expected) => Assert.Equal(
        expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
        NewsDate.Parse(written)?.ToUniversalTime());
}
