using System.Runtime.InteropServices;

namespace NewsPlatform.Mongo.Native;

/// <summary>The dozen functions used of libmongoc 1.x and libbson 1.x, MongoDB's C driver (stable ABI since 1.0).</summary>
internal static unsafe partial class LibMongoc
{
    private const string Mongoc = "libmongoc-1.0.so.0";
    private const string Bson = "libbson-1.0.so.0";

    /// <summary><c>bson_t</c>: 128 bytes, aligned to 128; its content is private to libbson.</summary>
    public const int BsonSize = 128;

    // mongoc_error_domain_t
    public const uint ClientDomain = 1;
    public const uint StreamDomain = 2;
    public const uint ProtocolDomain = 3;
    public const uint ServerSelectionDomain = 15;
    public const uint ServerDomain = 17;

    // mongoc_error_code_t
    public const uint AuthenticationFailed = 11;

    /// <summary>Errors then carry the server's own codes under <see cref="ServerDomain"/>.</summary>
    public const int ErrorApiVersion = 2;

    [StructLayout(LayoutKind.Sequential)]
    public struct BsonError
    {
        public uint Domain;
        public uint Code;
        private fixed byte message[504];

        public readonly string Message
        {
            get
            {
                fixed (byte* text = message)
                {
                    return Marshal.PtrToStringUTF8((nint)text) ?? "";
                }
            }
        }
    }

    [LibraryImport(Mongoc, EntryPoint = "mongoc_init")]
    public static partial void Initialize();

    /// <summary>A null handler silences the library, which would otherwise write to standard error by itself.</summary>
    [LibraryImport(Mongoc, EntryPoint = "mongoc_log_set_handler")]
    public static partial void SetLogHandler(nint handler, nint state);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_new_with_error", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint UriNew(string connectionString, BsonError* error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_destroy")]
    public static partial void UriDestroy(nint uri);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_has_option", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool UriHasOption(nint uri, string option);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_uri_set_option_as_int32", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool UriSetInt32(nint uri, string option, int value);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_new_with_error")]
    public static partial nint PoolNew(nint uri, BsonError* error);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_destroy")]
    public static partial void PoolDestroy(nint pool);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_set_error_api")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool PoolSetErrorApi(nint pool, int version);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_max_size")]
    public static partial void PoolMaxSize(nint pool, uint size);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_pop")]
    public static partial nint PoolPop(nint pool);

    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_pool_push")]
    public static partial void PoolPush(nint pool, nint client);

    /// <param name="reply">Always initialised, also on failure.</param>
    [LibraryImport(Mongoc, EntryPoint = "mongoc_client_command_simple", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool Command(nint client, string database, nint command, nint readPreferences, void* reply, BsonError* error);

    /// <returns>A document to free with <see cref="BsonDestroy"/>, or zero with the reason in <paramref name="error"/>.</returns>
    [LibraryImport(Bson, EntryPoint = "bson_new_from_json")]
    public static partial nint BsonFromJson(byte* json, nint length, BsonError* error);

    /// <returns>The document's bytes; the first four are its length.</returns>
    [LibraryImport(Bson, EntryPoint = "bson_get_data")]
    public static partial byte* BsonData(void* bson);

    /// <returns>UTF-8 to free with <see cref="BsonFree"/>, or null when the document holds text that is not UTF-8.</returns>
    [LibraryImport(Bson, EntryPoint = "bson_as_relaxed_extended_json")]
    public static partial byte* BsonToJson(void* bson, nuint* length);

    [LibraryImport(Bson, EntryPoint = "bson_destroy")]
    public static partial void BsonDestroy(void* bson);

    [LibraryImport(Bson, EntryPoint = "bson_free")]
    public static partial void BsonFree(void* memory);
}
