using System.Globalization;
using System.Text.Json;
using FunctionsConnector.Core.Json;
using FunctionsConnector.Core.Patching;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Dialect;

/// <summary>Writes the body of an update in the profile's dialect.</summary>
internal static class UpdateBody
{
    /// <summary>The body, byte for byte.</summary>
    public static string Write(Profile profile, PlannedUpdate update)
    {
        var buffer = JsonBuffer.Take();
        switch (profile.Update.Dialect)
        {
            case BodyDialect.JsonPatch:
                WritePatch(buffer.Writer, profile, update);
                break;
            case BodyDialect.List when profile.Update.Within.Tokens.Count == 0:
                WriteList(buffer.Writer, profile, update);
                break;
            default:
                WriteObject(buffer.Writer, profile, update);
                break;
        }

        return buffer.ToText();
    }

    private static void WriteObject(Utf8JsonWriter writer, Profile profile, PlannedUpdate update)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in profile.Update.Constants)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        var around = profile.Update.Within.Tokens;
        var isList = profile.Update.Dialect == BodyDialect.List;
        for (var index = 0; index < around.Count; index++)
        {
            writer.WritePropertyName(around[index]);
            if (!isList || index < around.Count - 1)
            {
                writer.WriteStartObject();
            }
        }

        if (isList)
        {
            WriteList(writer, profile, update);
        }
        else
        {
            foreach (var change in update.Changes)
            {
                writer.WritePropertyName(change.Field.Name);
                ValueWriter.Write(writer, profile, change);
            }
        }

        for (var index = isList ? 1 : 0; index < around.Count; index++)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, Profile profile, PlannedUpdate update)
    {
        writer.WriteStartArray();
        foreach (var change in update.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString(profile.Update.Members.Name, change.Field.Name);
            writer.WritePropertyName(profile.Update.Members.Value);
            ValueWriter.Write(writer, profile, change);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePatch(Utf8JsonWriter writer, Profile profile, PlannedUpdate update)
    {
        writer.WriteStartArray();
        if (profile.Concurrency is Concurrency.Test test && update.Before?.Version is { } version)
        {
            writer.WriteStartObject();
            writer.WriteString("op", "test");
            writer.WriteString("path", test.Path.ToString());
            writer.WritePropertyName("value");
            if (long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteStringValue(version);
            }

            writer.WriteEndObject();
        }

        foreach (var change in update.Changes)
        {
            // RFC 6902 section 4.2: the target of a remove must exist.
            if (change.Value is null && update.Before is { } before && before.Shows(change.Field.Name) && before[change.Field.Name] is null)
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("op", change.Value is null ? "remove" : "add");
            writer.WriteString("path", profile.Update.Path.Of(change.Field.Name).ToString());
            if (change.Value is not null)
            {
                writer.WritePropertyName("value");
                ValueWriter.Write(writer, profile, change);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
