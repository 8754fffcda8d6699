using System.Buffers;
using System.Text;
using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Targets.Autotask.References;

/// <summary><c>POST {Entity}/query</c>, the vendor's only search (https://www.autotask.net/help/developerhelp, "REST basic query calls").</summary>
internal sealed class Query(TargetSystemSettings settings, Gateway gateway, TimeProvider time)
{
    /// <summary>The most that the vendor returns.</summary>
    private const int MostRecords = 500;

    /// <returns>The records in the order of their ids, with the fields that were asked for; with all where none was.</returns>
    public async Task<Result<IReadOnlyList<JsonElement>>> FindAsync(
        string entity, Filter filter, IReadOnlyList<string> fields, CallPriority priority, CancellationToken cancellationToken)
    {
        if (!(await gateway.QueryAsync(entity, Search(filter, fields), priority, cancellationToken)).Succeeded(out var reply, out var failure)
            || !Responses.Read(settings, reply, time.GetUtcNow(), $"to search {entity}").Succeeded(out var answer, out failure))
        {
            return failure;
        }

        return answer.ValueKind == JsonValueKind.Object && VendorMessages.Property(answer, "items") is { ValueKind: JsonValueKind.Array } items
            ? Result.From<IReadOnlyList<JsonElement>>([.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)])
            : new Failure(FailureCode.SystemUnavailable, $"{settings.DisplayName} was asked to search {entity} and answered with something else. Try again later.");
    }

    private static string Search(Filter filter, IReadOnlyList<string> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("filter");
            filter.Write(writer);
            writer.WriteEndArray();
            if (fields.Count > 0)
            {
                writer.WriteStartArray("IncludeFields");
                foreach (var field in fields)
                {
                    writer.WriteStringValue(field);
                }

                writer.WriteEndArray();
            }

            writer.WriteNumber("MaxRecords", MostRecords);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
