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

        WriteMembers(writer, profile, update, depth: 0);
        writer.WriteEndObject();
    }

    /// <summary>The members of an object on the way to the changes.</summary>
    private static void WriteMembers(Utf8JsonWriter writer, Profile profile, PlannedUpdate update, int depth)
    {
        var within = profile.Update.Within.Tokens;
        WriteVersion(writer, profile, update, depth);
        if (depth == within.Count)
        {
            foreach (var change in update.Changes)
            {
                writer.WritePropertyName(change.Field.Name);
                ValueWriter.Write(writer, profile, change);
            }

            return;
        }

        writer.WritePropertyName(within[depth]);
        if (profile.Update.Dialect == BodyDialect.List && depth == within.Count - 1)
        {
            WriteList(writer, profile, update);
            return;
        }

        writer.WriteStartObject();
        WriteMembers(writer, profile, update, depth + 1);
        writer.WriteEndObject();
    }

    /// <summary>The version that was read, in the object where its pointer leaves the pointer to the changes.</summary>
    private static void WriteVersion(Utf8JsonWriter writer, Profile profile, PlannedUpdate update, int depth)
    {
        if (profile.Concurrency is not Concurrency.VersionField { Path: var path } || update.Before?.Version is not { } version || path.CommonWith(profile.Update.Within) != depth)
        {
            return;
        }

        for (var index = depth; index < path.Tokens.Count; index++)
        {
            if (index > depth)
            {
                writer.WriteStartObject();
            }

            writer.WritePropertyName(path.Tokens[index]);
        }

        writer.WriteRawValue(version);
        for (var index = depth + 1; index < path.Tokens.Count; index++)
        {
            writer.WriteEndObject();
        }
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
            writer.WriteRawValue(version);
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
