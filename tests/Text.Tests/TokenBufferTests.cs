namespace NewsPlatform.Text.Tests;

public sealed class TokenBufferTests
{
    [Fact]
    public void Tokens_point_back_into_the_original_text()
    {
        const string text = "  قالَ «الرئيسُ» في 2026؟";
        using var buffer = new TokenBuffer();
        buffer.Read(text);

        Assert.Equal(["قالَ", "الرئيسُ", "في", "2026"], Enumerable.Range(0, buffer.Count).Select(i => text[buffer.Token(i).Start..buffer.Token(i).End]));
        Assert.Equal("قال الرييس في 2026", buffer.Normalized.ToString());
    }

    [Fact]
    public void Every_text_can_be_read_and_every_offset_lies_in_it()
    {
        using var buffer = new TokenBuffer();
        foreach (var text in Samples.Texts(20_000).Concat(Samples.EveryCharacter()))
        {
            buffer.Read(text);
            var before = 0;
            for (var i = 0; i < buffer.Count; i++)
            {
                var token = buffer.Token(i);
                Assert.InRange(token.Start, before, text.Length - 1);
                Assert.InRange(token.End, token.Start + 1, text.Length);
                before = token.Start;
            }

            var words = buffer.Count == 0 ? [] : buffer.Normalized.ToString().Split(' ');
            Assert.Equal(words.Length, buffer.Count);
            for (var i = 0; i < words.Length; i++)
            {
                Assert.Equal(words[i], buffer.Word(i).ToString());
                Assert.Equal(WordHash.Of(words[i]), buffer.Hashes[i]);
            }
        }
    }

    [Fact]
    public void A_passage_gives_the_same_tokens_wherever_it_stands()
    {
        using var alone = new TokenBuffer();
        using var within = new TokenBuffer();
        foreach (var text in Samples.Texts(5_000))
        {
            alone.Read(text);
            within.Read("before. " + text + " .after");
            Assert.Equal(alone.Hashes.ToArray(), within.Hashes[1..^1].ToArray());
        }
    }

    [Fact]
    public void A_buffer_forgets_what_it_read_before()
    {
        using var buffer = new TokenBuffer();
        buffer.Read("one two three");
        buffer.Read("four");
        Assert.Equal(1, buffer.Count);
        buffer.Read("");
        Assert.Equal(0, buffer.Count);
        Assert.True(buffer.Normalized.IsEmpty);
    }

    [Fact]
    public void Reading_again_allocates_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("أعلنت الحكومة اليوم عن خطة جديدة لعام 2026، وقالت إنها «ستبدأ» قريبا. ", 40));
        using var buffer = new TokenBuffer();
        buffer.Read(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        buffer.Read(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_million_words_are_read()
    {
        using var buffer = new TokenBuffer();
        buffer.Read(string.Concat(Enumerable.Repeat("كلمة ", 1_000_000)));
        Assert.Equal(1_000_000, buffer.Count);
    }

    [Fact]
    public void One_character_that_unfolds_to_many_finds_room()
    {
        using var buffer = new TokenBuffer();
        buffer.Read(new string('ﷺ', 10_000));
        Assert.Equal(30_001, buffer.Count);
    }
}
