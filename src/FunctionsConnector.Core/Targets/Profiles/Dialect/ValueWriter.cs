using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Dialect;

/// <summary>Writes the new value of a field in the profile's form.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter writer, Profile profile, Change change)
    {
        var (field, value) = change;
        if (value is null)
        {
            if (profile.Update.Clear == ClearForm.EmptyText)
            {
                writer.WriteStringValue(string.Empty);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
        else if (!field.AllowsMultiple)
        {
            WriteScalar(writer, profile.Values, field.Type, value);
        }
        else if (profile.Values.Separator is { } separator)
        {
            writer.WriteStringValue(string.Join(separator, CanonicalText.Split(value)));
        }
        else
        {
            writer.WriteStartArray();
            Array.ForEach(CanonicalText.Split(value), one => WriteScalar(writer, profile.Values, field.Type, one));
            writer.WriteEndArray();
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ValueForm form, FieldType type, string value)
    {
        switch (type)
        {
            case FieldType.Integer or FieldType.Decimal when !form.AsText && CanonicalText.TryNumber(value, out var number):
                writer.WriteNumberValue(number);
                break;
            case FieldType.Boolean when form.Booleans is { } booleans:
                writer.WriteStringValue(booleans.Write(value));
                break;
            case FieldType.Boolean when !form.AsText:
                writer.WriteBooleanValue(value == "true");
                break;
            case FieldType.DateTime when form.IsSpaced && CanonicalText.TryInstant(value, TimeZoneInfo.Utc, out var instant):
                writer.WriteStringValue(instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(value);
                break;
        }
    }
}
