using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;

namespace NewsPlatform.Mongo.Native;

/// <summary>A thread that runs commands, one at a time. Everything native it makes, it frees.</summary>
internal sealed class Worker
{
    private static readonly JsonDocumentOptions ReplyOptions = new() { MaxDepth = 256 };

    private readonly Pool pool;
    private readonly ChannelReader<Job> jobs;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Worker(int number, Pool pool, ChannelReader<Job> jobs)
    {
        this.pool = pool;
        this.jobs = jobs;
        var held = false;
        pool.DangerousAddRef(ref held);
        new Thread(Work) { Name = $"mongo {number}", IsBackground = true }.Start();
    }

    public Task Ended => ended.Task;

    private void Work()
    {
        try
        {
            while (jobs.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (jobs.TryRead(out var job))
                {
                    Run(job);
                }
            }
        }
        finally
        {
            pool.DangerousRelease();
            ended.SetResult();
        }
    }

    private void Run(Job job)
    {
        if (job.Answer.Task.IsCompleted)
        {
            return;
        }

        try
        {
            var answer = Execute(job.Database, job.Command.Span);
            if (!job.Answer.TrySetResult(answer))
            {
                answer.Dispose();
            }
        }
        // The one thread's failures are the caller's to see, whatever they are.
        catch (Exception error)
        {
            job.Answer.TrySetException(error);
        }
    }

    private unsafe JsonDocument Execute(string database, ReadOnlySpan<byte> json)
    {
        LibMongoc.BsonError error = default;
        nint command;
        fixed (byte* text = json)
        {
            command = LibMongoc.BsonFromJson(text, json.Length, &error);
        }

        if (command == 0)
        {
            throw new StoreRefusedException(StoreErrors.FailedToParse, StoreErrors.Shorten(error.Message));
        }

        try
        {
            if (*(int*)LibMongoc.BsonData((void*)command) > StoreErrors.LargestCommand)
            {
                throw StoreErrors.For(StoreErrors.TooLarge, StoreErrors.TooLargeReason);
            }

            return Send(database, command);
        }
        finally
        {
            LibMongoc.BsonDestroy((void*)command);
        }
    }

    private unsafe JsonDocument Send(string database, nint command)
    {
        var reply = NativeMemory.AlignedAlloc(LibMongoc.BsonSize, LibMongoc.BsonSize);
        var client = LibMongoc.PoolPop(pool.DangerousGetHandle());
        LibMongoc.BsonError error = default;
        bool succeeded;
        try
        {
            succeeded = LibMongoc.Command(client, database, command, 0, reply, &error);
        }
        finally
        {
            LibMongoc.PoolPush(pool.DangerousGetHandle(), client);
        }

        try
        {
            return succeeded ? Parse(reply) : throw Translate(error);
        }
        finally
        {
            LibMongoc.BsonDestroy(reply);
            NativeMemory.AlignedFree(reply);
        }
    }

    private static unsafe JsonDocument Parse(void* reply)
    {
        nuint length;
        var text = LibMongoc.BsonToJson(reply, &length);
        if (text is null)
        {
            throw new StoreException("The store's reply holds text that is not UTF-8");
        }

        try
        {
            return JsonDocument.Parse(new ReadOnlySpan<byte>(text, checked((int)length)).ToArray(), ReplyOptions);
        }
        finally
        {
            LibMongoc.BsonFree(text);
        }
    }

    private static StoreException Translate(LibMongoc.BsonError error) => error switch
    {
        { Domain: LibMongoc.ServerDomain } => StoreErrors.For((int)error.Code, error.Message),
        { Domain: LibMongoc.StreamDomain or LibMongoc.ServerSelectionDomain or LibMongoc.ProtocolDomain } =>
            new StoreUnavailableException($"The store is not available: {StoreErrors.Shorten(error.Message)}"),
        { Domain: LibMongoc.ClientDomain, Code: LibMongoc.AuthenticationFailed } =>
            new StoreRefusedException(18, "the store did not accept user and password"),
        _ => new StoreRefusedException((int)error.Code, StoreErrors.Shorten(error.Message)),
    };
}
