namespace NewsPlatform.Text.Tests;

public sealed class ContentKeysTests
{
    [Fact]
    public void Folded_alike_is_not_the_same_characters()
    {
        var first = ContentKeys.Of("عنوان", "أعلنت الحكومة، اليوم.");
        var second = ContentKeys.Of("عنوان", "اعلنت الحكومه اليوم");

        Assert.Equal(first.Body, second.Body);
        Assert.Equal(first.Article, second.Article);
        Assert.NotEqual(first.Raw, second.Raw);
    }

    [Fact]
    public void The_headline_belongs_to_the_article_and_not_to_the_body()
    {
        var first = ContentKeys.Of("عنوان أول", "نص واحد");
        var second = ContentKeys.Of("عنوان ثان", "نص واحد");
        Assert.Equal(first.Body, second.Body);
        Assert.NotEqual(first.Article, second.Article);

        var moved = ContentKeys.Of("عنوان أول نص", "واحد");
        Assert.NotEqual(first.Article, moved.Article);
    }

    [Fact]
    public void Nothing_has_no_key()
    {
        Assert.True(ContentKeys.Of(null, "…").Body.IsNone);
        Assert.True(ContentKeys.Of("", "").Article.IsNone);
        Assert.True(ContentKeys.Of("", "").Raw.IsNone);
        Assert.False(ContentKeys.Of("عنوان", "").Article.IsNone);
    }

    [Fact]
    public void The_stored_form_carries_the_version_and_never_changes()
    {
        var keys = ContentKeys.Of("عنوان", "أعلنت الحكومة اليوم");
        Assert.Equal("n1:f4ba7d79696d3c742a3119680d2880e7", keys.Body.ToString());
    }
}
