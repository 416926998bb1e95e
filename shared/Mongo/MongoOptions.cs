using System.ComponentModel.DataAnnotations;

namespace NewsPlatform.Mongo;

/// <summary>Where the store is. Section <c>Mongo</c>; an unknown or wrong setting stops the process at start.</summary>
public sealed class MongoOptions : IValidatableObject
{
    public const string Section = "Mongo";

    /// <summary>
    /// A MongoDB connection string (<c>mongodb://</c> or <c>mongodb+srv://</c>): hosts, replica set, user, TLS. Never logged.
    /// Its own <c>serverSelectionTimeoutMS</c>, <c>connectTimeoutMS</c> and <c>socketTimeoutMS</c> win over the defaults set here.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    [Required]
    [RegularExpression("^[A-Za-z0-9_-]{1,63}$", ErrorMessage = "Database takes 1 to 63 letters, digits, '_' and '-'")]
    public string Database { get; set; } = "news";

    /// <summary>Commands under way at once; further ones wait for a place.</summary>
    [Range(1, 100)]
    public int Connections { get; set; } = 8;

    /// <summary>How long one command may take, waiting for a connection included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ConnectionString.StartsWith("mongodb://", StringComparison.Ordinal)
            && !ConnectionString.StartsWith("mongodb+srv://", StringComparison.Ordinal))
        {
            yield return new("ConnectionString starts with mongodb:// or mongodb+srv://", [nameof(ConnectionString)]);
        }
    }
}
