using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Core.Coordination;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>The shared table as a table of Azure Table Storage. It is created where a row is inserted and there is none.</summary>
/// <param name="service">The tables of the storage account.</param>
/// <param name="time">The instance's clock.</param>
internal sealed class CoordinationTable(TableServiceClient service, TimeProvider time) : ISharedTable
{
    /// <summary>The name of the table in the storage account.</summary>
    public const string Name = "fieldupdatescoordination";

    private const string Content = "Content";
    private const string About = "About";
    private const string Expires = "Expires";

    /// <summary>Characters of a name that people see in the table.</summary>
    private const int MostNamed = 200;

    /// <summary>Of one property ("Understanding the Table service data model": 64 KiB of UTF-16).</summary>
    private const int LongestText = 32 * 1024;

    private readonly TableClient _client = service.GetTableClient(Name);

    /// <inheritdoc/>
    public SharedClock Clock { get; } = new(time);

    /// <inheritdoc/>
    /// <remarks>The library creates the entities that it reads by reflection, so their constructor must stay in the native executable.</remarks>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(TableEntity))]
    public Task<Result<SharedRow?>> ReadAsync(RowKey key, CancellationToken cancellationToken) => CallAsync<SharedRow?>(async sentAt =>
    {
        var answer = await _client.GetEntityIfExistsAsync<TableEntity>(key.Partition, IdOf(key), cancellationToken: cancellationToken);
        Observe(sentAt, answer.GetRawResponse());
        return answer is { HasValue: true, Value: { } entity } ? RowOf(entity) : null;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<SharedRow?>> WriteAsync(RowKey key, SharedRow row, CancellationToken cancellationToken) => CallAsync<SharedRow?>(async sentAt =>
    {
        var entity = new TableEntity(key.Partition, IdOf(key)) { [About] = key.Name.Length > MostNamed ? key.Name[..MostNamed] : key.Name, [Expires] = row.Expires };
        foreach (var (index, part) in PartsOf(row.Content).Index())
        {
            entity[NameOf(index)] = part;
        }

        var response = row.Version is { } version
            ? await _client.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, cancellationToken)
            : await AddAsync(entity, cancellationToken);
        Observe(sentAt, response);
        return row with { Version = response.Headers.ETag?.ToString() ?? throw new FormatException("The response has no ETag.") };
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<bool>> DeleteAsync(RowKey key, string version, CancellationToken cancellationToken) => CallAsync(async sentAt =>
    {
        var response = await _client.DeleteEntityAsync(key.Partition, IdOf(key), new ETag(version), cancellationToken);
        Observe(sentAt, response);
        return response.Status != 404;
    }, cancellationToken);

    /// <summary>Deletes rows that expired before this time: those of instances that ended without deleting them.</summary>
    /// <param name="until">By the clock of the service.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many were deleted.</returns>
    public Task<Result<int>> SweepAsync(DateTimeOffset until, CancellationToken cancellationToken) => CallAsync(async _ =>
    {
        var deleted = 0;
        await foreach (var entity in _client.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"Expires lt {until}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            deleted += (await CallAsync(async _ => await _client.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, entity.ETag, cancellationToken), cancellationToken)).Value is null ? 0 : 1;
        }

        return deleted;
    }, cancellationToken);

    private static SharedRow RowOf(TableEntity entity) =>
        new(ContentOf(entity), entity.GetDateTimeOffset(Expires) ?? DateTimeOffset.MinValue) { Version = entity.ETag.ToString() };

    private static IEnumerable<string> PartsOf(string content)
    {
        for (int start = 0, length; start < content.Length; start += length)
        {
            length = Math.Min(LongestText, content.Length - start);

            // Half a character would not arrive.
            length -= char.IsHighSurrogate(content[start + length - 1]) ? 1 : 0;
            yield return content.Substring(start, length);
        }
    }

    private static string ContentOf(TableEntity entity)
    {
        var content = entity.GetString(Content) ?? throw new FormatException("A row has no content.");
        for (var index = 1; entity.GetString(NameOf(index)) is { } part; index++)
        {
            content += part;
        }

        return content;
    }

    private static string NameOf(int index) => index == 0 ? Content : string.Create(CultureInfo.InvariantCulture, $"{Content}{index}");

    // A key may not have all characters that names have.
    private static string IdOf(RowKey key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Name)).AsSpan(0, 16));

    private async Task<Response> AddAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.AddEntityAsync(entity, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            // Only then: the identity of a deployment may have no right to create tables, because the deployment creates this one.
            await CreateAsync(cancellationToken);
            return await _client.AddEntityAsync(entity, cancellationToken);
        }
    }

    // Not the library's CreateIfNotExists: it serializes by reflection, which the native executable does not have (seen with 12.13.0).
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _client.CreateAsync(cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableAlreadyExists)
        {
            // Another instance was first.
        }
    }

    private void Observe(TimeSpan sentAt, Response response)
    {
        if (response.Headers.Date is { } said)
        {
            Clock.Observe(sentAt, said);
        }
    }

    private async Task<Result<T>> CallAsync<T>(Func<TimeSpan, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return Result.From(await call(time.Monotonic()));
        }
        catch (RequestFailedException exception) when (IsConflict(exception))
        {
            return Result.From(default(T)!);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nothing is known about the service.
            throw;
        }
        catch (Exception exception) when (StorageFailures.Of(exception, "tables", _client.Uri, TableOptions.Timeout) is { } failure)
        {
            return failure;
        }
    }

    private static bool IsConflict(RequestFailedException exception) =>
        exception.Status == 412 || exception.ErrorCode == TableErrorCode.EntityAlreadyExists
        || exception.ErrorCode == TableErrorCode.ResourceNotFound || exception.ErrorCode == TableErrorCode.TableNotFound;
}
