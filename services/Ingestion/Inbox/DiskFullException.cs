namespace NewsPlatform.Ingestion.Inbox;

/// <summary>There is no room on the disk of the inbox. It passes: what could not be written is written when there is.</summary>
public sealed class DiskFullException : IOException
{
    public DiskFullException()
        : base("The disk of the inbox is full.")
    {
    }

    public DiskFullException(string message)
        : base(message)
    {
    }

    public DiskFullException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
