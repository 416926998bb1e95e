using System.Text.Json;

namespace NewsPlatform.Mongo.Native;

/// <summary>One command on its way to a worker.</summary>
internal sealed class Job(string database, ReadOnlyMemory<byte> command)
{
    public string Database { get; } = database;

    public ReadOnlyMemory<byte> Command { get; } = command;

    public TaskCompletionSource<JsonDocument> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
