using NewsPlatform.WebConsole.Flow;

namespace NewsPlatform.WebConsole.Tests.Flow;

public sealed class What_queues_tell
{
    [Fact]
    public void The_oldest_message_came_when_as_many_had_come_as_are_finished_now()
    {
        var book = new QueueBook();
        book.Look(new(0, 0, 100, 1), default, A.Noon);
        book.Look(new(10, 0, 100, 1), default, A.Noon.AddSeconds(1)); // The first ten came.
        book.Look(new(25, 5, 100, 1), default, A.Noon.AddSeconds(2)); // Twenty more.
        book.Look(new(15, 5, 110, 1), default, A.Noon.AddSeconds(6)); // The first ten are finished.

        Assert.Equal((5.0, false), book.Oldest(A.Noon.AddSeconds(7)));
        book.Look(new(0, 0, 130, 1), default, A.Noon.AddSeconds(8));
        Assert.Null(book.Oldest(A.Noon.AddSeconds(8)));
    }

    [Fact]
    public void Articles_are_those_that_were_sent_and_not_worked_off_since_the_queue_was_empty()
    {
        var book = new QueueBook();
        book.Look(new(0, 0, 6, 1), (100, 100), A.Noon); // Large messages, all worked off.
        book.Look(new(0, 0, 6, 1), (160, 100), A.Noon.AddSeconds(1)); // Small ones, which the broker has not counted yet.
        book.Look(new(12, 0, 6, 0), (160, 100), A.Noon.AddSeconds(2));
        Assert.Equal(60, book.Articles());

        book.Look(new(6, 0, 12, 1), (160, 130), A.Noon.AddSeconds(2));
        Assert.Equal(30, book.Articles());
        book.Look(new(6, 0, 12, 1), (60, 20), A.Noon.AddSeconds(3)); // Two replicas are known no more.
        Assert.Equal(30, book.Articles());
        book.Look(new(0, 0, 18, 1), (60, 50), A.Noon.AddSeconds(4));
        Assert.Equal(0, book.Articles());

        // The other ten of the two that are known no more are nobody's.
        book.Look(new(0, 0, 18, 1), (60, 50), A.Noon.AddSeconds(30));
        book.Look(new(2, 0, 18, 1), (64, 50), A.Noon.AddSeconds(31));
        Assert.Equal(4, book.Articles());
    }

    [Theory]
    [InlineData(10, 300)]
    [InlineData(0, 2)]
    [InlineData(0, 400)]
    public void What_was_never_seen_empty_or_does_not_fit_its_messages_nobody_knows(int before, int sent)
    {
        var book = new QueueBook();
        book.Look(new(before, 0, 0, 1), (0, 0), A.Noon);
        book.Look(new(12, 0, 0, 1), (sent, 0), A.Noon.AddSeconds(4));

        Assert.Null(book.Articles());
    }

    [Fact]
    public void What_lay_there_before_anybody_looked_is_at_least_as_old()
    {
        var book = new QueueBook();
        book.Look(new(10, 0, 5, 1), default, A.Noon);
        book.Look(new(9, 0, 6, 1), default, A.Noon.AddSeconds(4));

        Assert.Equal((4.0, true), book.Oldest(A.Noon.AddSeconds(4)));
    }

    [Fact]
    public void A_broker_that_begins_to_count_anew_and_a_message_that_went_uncounted_move_nothing()
    {
        var book = new QueueBook();
        book.Look(new(0, 0, 1_000, 1), default, A.Noon);
        book.Look(new(8, 2, 1_000, 1), default, A.Noon.AddSeconds(1));
        book.Look(new(10, 0, 0, 1), default, A.Noon.AddSeconds(2));  // Restarted: what was held waits again.
        book.Look(new(6, 0, 3, 1), default, A.Noon.AddSeconds(3));   // Three finished, one dead-lettered.

        Assert.Equal((2.0, false), book.Oldest(A.Noon.AddSeconds(3)));
        Assert.Null(book.StillSeconds(A.Noon.AddSeconds(3)));
        Assert.Equal(4 / 3.0, book.Rates()!.Value.Out, 3);
    }

    [Fact]
    public void What_lies_there_while_nothing_comes_out_lies_still()
    {
        var book = new QueueBook();
        book.Look(new(0, 0, 7, 1), default, A.Noon);
        book.Look(new(3, 0, 7, 0), default, A.Noon.AddSeconds(1));
        book.Look(new(9, 0, 7, 0), default, A.Noon.AddSeconds(5));
        Assert.Equal(7, book.StillSeconds(A.Noon.AddSeconds(8)));

        book.Look(new(8, 0, 8, 1), default, A.Noon.AddSeconds(9));
        Assert.Null(book.StillSeconds(A.Noon.AddSeconds(9)));
    }

    [Fact]
    public void Whatever_comes_and_goes_the_age_is_that_of_the_oldest()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var (book, arrivals, finished) = (new QueueBook(), new Queue<int>(), 0L);
            book.Look(new(0, 0, 0, 1), default, A.Noon);
            for (var second = 1; second < 60; second++)
            {
                for (var more = random.Next(4); more > 0; more--)
                {
                    arrivals.Enqueue(second);
                }

                for (var gone = Math.Min(arrivals.Count, random.Next(4)); gone > 0; gone--, finished++)
                {
                    arrivals.Dequeue();
                }

                book.Look(new(arrivals.Count, 0, finished, 1), default, A.Noon.AddSeconds(second));
                Assert.Equal(arrivals.TryPeek(out var oldest) ? (second - oldest, false) : null, book.Oldest(A.Noon.AddSeconds(second)));
            }
        }
    }
}
