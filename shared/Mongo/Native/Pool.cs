using System.Runtime.InteropServices;

namespace NewsPlatform.Mongo.Native;

/// <summary>libmongoc's client pool. Freed when it is disposed and the last worker has let go of it, whichever comes later.</summary>
internal sealed unsafe class Pool : SafeHandle
{
    private static readonly Lazy<bool> Library = new(() =>
    {
        LibMongoc.Initialize();
        LibMongoc.SetLogHandler(0, 0);
        return true;
    });

    private Pool(nint pool)
        : base(0, ownsHandle: true) => SetHandle(pool);

    public override bool IsInvalid => handle == 0;

    public static Pool Open(MongoOptions options)
    {
        try
        {
            _ = Library.Value;
        }
        catch (DllNotFoundException missing)
        {
            throw new StoreException("MongoDB's C driver is not on this machine: apt-get install libmongoc-1.0-0", missing);
        }

        LibMongoc.BsonError error = default;
        var uri = LibMongoc.UriNew(options.ConnectionString, &error);
        if (uri == 0)
        {
            // The library's own words may quote the string, password and all.
            throw new StoreException(
                "Mongo:ConnectionString cannot be read as a MongoDB connection string (in user and password, percent-encode : / ? # [ ] @ %)");
        }

        try
        {
            // The driver's own 30 s would hold a service's start back too long; a primary is elected within 5 s as a rule.
            SetUnlessGiven(uri, "serverselectiontimeoutms", 5_000);
            SetUnlessGiven(uri, "connecttimeoutms", 5_000);

            // Later than the caller stops waiting, so that a reply just in time is not cut off; then the worker is free again.
            SetUnlessGiven(uri, "sockettimeoutms", (int)options.CommandTimeout.TotalMilliseconds + 2_000);
            var pool = LibMongoc.PoolNew(uri, &error);
            if (pool == 0)
            {
                throw new StoreException("Mongo:ConnectionString names no MongoDB that can be set up: its hosts, options or TLS files are wrong");
            }

            LibMongoc.PoolSetErrorApi(pool, LibMongoc.ErrorApiVersion);
            LibMongoc.PoolMaxSize(pool, (uint)options.Connections);
            return new(pool);
        }
        finally
        {
            LibMongoc.UriDestroy(uri);
        }
    }

    protected override bool ReleaseHandle()
    {
        LibMongoc.PoolDestroy(handle);
        return true;
    }

    private static void SetUnlessGiven(nint uri, string option, int milliseconds)
    {
        if (!LibMongoc.UriHasOption(uri, option))
        {
            LibMongoc.UriSetInt32(uri, option, milliseconds);
        }
    }
}
