namespace NewsPlatform.Text.Tests;

public sealed class WordHashTests
{
    // Frozen: computed once with this code. A change means that nothing stored can be found again.
    [Theory]
    [InlineData("", 13079762446648915694)]
    [InlineData("a", 13677064742571291768)]
    [InlineData("من", 5245971386415846908)]
    [InlineData("الرييس", 7916296049276052535)]
    [InlineData("abcdefgh", 1207230983852962809)]
    [InlineData("abcdefghi", 15749572031979440257)]
    [InlineData("لاستراتيجياتهم", 12134062811274889864)]
    public void The_hash_never_changes(string word, ulong hash) =>
        Assert.Equal(hash, WordHash.Of(word));

    [Fact]
    public void Every_character_and_the_length_count()
    {
        var seen = new HashSet<ulong>();
        for (var length = 0; length <= 40; length++)
        {
            Assert.True(seen.Add(WordHash.Of(new string('\0', length))));
            for (var at = 0; at < length; at++)
            {
                var word = new string('\0', length).ToCharArray();
                word[at] = 'x';
                Assert.True(seen.Add(WordHash.Of(word)));
            }
        }
    }

    [Fact]
    public void What_stands_behind_a_word_does_not_count()
    {
        var text = "abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray();
        for (var length = 0; length <= 20; length++)
        {
            Assert.Equal(WordHash.Of(text.AsSpan(3, length)), WordHash.OfPadded(ref text[3], length));
        }
    }
}
