using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsPlatform.Mongo.Json;

/// <summary>
/// A moment as BSON's date: UTC milliseconds. Finer ticks are cut off, the offset is not kept. Written in canonical form,
/// which also holds years outside 1970 to 9999; read in both.
/// </summary>
internal sealed class DateConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Enter(ref reader, "$date"u8);
        DateTimeOffset date;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Enter(ref reader, "$numberLong"u8);
            date = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(reader.GetString()!, CultureInfo.InvariantCulture));
            Leave(ref reader);
        }
        else
        {
            date = reader.TokenType == JsonTokenType.Number
                ? DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64())
                : reader.GetDateTimeOffset().ToUniversalTime();
        }

        Leave(ref reader);
        return date;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("$date"u8);
        writer.WriteString("$numberLong"u8, value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals(name) || !reader.Read())
        {
            throw new JsonException("expected a date: {\"$date\": ...}");
        }
    }

    private static void Leave(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject)
        {
            throw new JsonException("a date holds more than its value");
        }
    }
}
