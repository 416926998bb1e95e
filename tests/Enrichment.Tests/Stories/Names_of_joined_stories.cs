using NewsPlatform.Enrichment.Stories;

namespace NewsPlatform.Enrichment.Tests.Stories;

public sealed class Names_of_joined_stories
{
    [Fact]
    public void The_same_name_stays_in_whatever_order_the_joins_are_heard()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var said = Enumerable.Range(0, 9).Select(_ => (Kept: $"s{random.Next(8)}", Left: $"s{random.Next(8)}")).ToArray();
            var heard = Enumerable.Range(0, 6).Select(_ =>
            {
                random.Shuffle(said);
                var joined = new JoinedNames();
                Array.ForEach(said, one => joined.Join(one.Kept, one.Left));
                return string.Join(' ', Enumerable.Range(0, 8).Select(name => joined.Resolve($"s{name}")));
            });

            Assert.Single(heard.Distinct());
        }
    }

    [Fact]
    public void A_story_whose_first_article_is_over_still_joins_another_with_all_its_names()
    {
        var joined = new JoinedNames();
        joined.Join("sb", "sc");
        joined.Forget("sb");

        var stays = joined.Join("sa", "sb");

        Assert.Equal("sa", stays);
        Assert.All((string[])["sa", "sb", "sc"], name => Assert.Equal("sa", joined.Resolve(name)));
        Assert.Equal(["sa", "sb", "sc"], joined.Of("sa").Order());
    }
}
