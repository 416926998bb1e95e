using System.Text.Json;

namespace NewsPlatform.Mongo;

/// <summary>Sorts MongoDB's error codes (its <c>error_codes.yml</c>) into what may pass and what cannot.</summary>
internal static class StoreErrors
{
    public const int BadValue = 2;
    public const int FailedToParse = 9;
    public const int NamespaceExists = 48;
    public const int DocumentValidationFailure = 121;
    public const int TooLarge = 10334;
    public const string TooLargeReason = "the document is larger than 16 MB";

    /// <summary>
    /// MongoDB's BSONObjMaxInternalSize, 16 MB and 16 KB, which also bounds a command's body. One above it closes the
    /// connection instead of being answered, and would look like a store that is away.
    /// </summary>
    public const int LargestCommand = (16 * 1024 + 16) * 1024;

    private const int LongestReason = 500;

    public static StoreException For(int code, string reason)
    {
        reason = Shorten(reason);
        return MayPass(code)
            ? new StoreUnavailableException($"The store is not available: {reason} (code {code})")
            : new StoreRefusedException(code, reason);
    }

    public static string Shorten(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason] + "…";

    /// <summary>The unique key was taken. 11001 and 12582 are what older servers and sharded clusters answer.</summary>
    public static bool IsConflict(int code) => code is 11000 or 11001 or 12582;

    public static bool MayPass(int code) => code is
        6 or 7 or 89 or 9001                    // host unreachable, not found, network time-out, socket
        or 24 or 46 or 112 or 262 or 202        // lock, write conflict, time limits inside the server
        or 50                                   // MaxTimeMSExpired
        or 64                                   // write concern not reached in time
        or 91 or 11600 or 11601 or 11602        // shutting down, interrupted
        or 189 or 10107 or 13435 or 13436 or 133 or 134 // stepped down, not primary, no member to read from
        or 43 or 175 or 237                     // cursor lost or killed: the reading starts again
        or 14031                                // disk full: passes when the operator has made room
        or 1 or 4 or 8 or 37 or 38 or 39;       // the engine's own trouble, its files above all: no document's fault

    /// <summary>
    /// Refusals that are about the command, the user or the server and would meet every document alike. All others may be
    /// one document's fault and are narrowed down to it.
    /// </summary>
    public static bool ConcernsWholeCommand(int code) => code is
        13 or 18 or 8000                        // not authorised, not authenticated
        or 26 or 73 or 166 or 20                // namespace, view, illegal operation
        or 59 or 115 or 72 or 79 or 100 or 323; // unknown command, option, write concern, API

    /// <summary>Throws when a reply says that it failed as a whole.</summary>
    public static void ThrowUnlessOk(JsonElement reply)
    {
        if (reply.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.Number && ok.GetDouble() == 1)
        {
            return;
        }

        var code = reply.TryGetProperty("code", out var number) && number.TryGetInt32(out var value) ? value : 0;
        var reason = reply.TryGetProperty("errmsg", out var text) ? text.GetString() : null;
        throw For(code, reason ?? "no reason given");
    }
}
