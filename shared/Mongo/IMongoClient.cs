using System.Text.Json;

namespace NewsPlatform.Mongo;

/// <summary>
/// Sends one database command and returns its reply: all that differs between the clients.
/// </summary>
/// <remarks>
/// A reply whose <c>ok</c> is not 1 never comes back as a value: it is a <see cref="StoreUnavailableException"/> or a
/// <see cref="StoreRefusedException"/>. Errors of single writes inside a reply are the caller's to read.
/// </remarks>
public interface IMongoClient : IAsyncDisposable
{
    /// <param name="database">The database the command runs against.</param>
    /// <param name="command">The command as Extended JSON in UTF-8, its name first. Must not change until the task has ended
    /// and, when it ended by cancellation, ever after: the command may still be under way.</param>
    /// <param name="cancellationToken">Stops the waiting. Whether the command took effect is then unknown.</param>
    /// <returns>The reply as relaxed Extended JSON.</returns>
    Task<JsonDocument> RunCommandAsync(string database, ReadOnlyMemory<byte> command, CancellationToken cancellationToken);
}
