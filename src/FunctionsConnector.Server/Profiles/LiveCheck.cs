using System.Text.Json;
using FunctionsConnector.Actions.Secrets;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Server.Profiles;

/// <summary>Checks a profile against a live system by reading only. Secrets are redacted in what it writes.</summary>
internal sealed class LiveCheck
{
    private const int MostShown = 20;

    private readonly SecretRedactor _redactor = new();
    private readonly TextWriter _output;
    private readonly ITargetSystem _system;
    private readonly TargetSystems _systems;
    private readonly Timing _timing = new();

    public LiveCheck(TargetSystemSettings settings, IConfiguration configuration, TextWriter output)
    {
        _output = output;
        var time = TimeProvider.System;
        var http = new VendorHttp(new HttpMessageInvoker(VendorHttp.CreateHandler()), _timing, time);
        var services = new TargetSystemServices(http, new RegisteringSecretSource(new SettingsSecretSource(configuration), _redactor), _timing, time, Random.Shared.NextDouble)
        {
            Redactor = _redactor,
        };
        _system = TargetSystemKinds.All.Single(kind => kind.Name == settings.Kind).Create(settings, services);
        _systems = new TargetSystems([settings], _ => _system);
    }

    /// <param name="recordType">The record type; null to list the record types only.</param>
    /// <param name="recordId">The record to read; null for none.</param>
    /// <param name="changes">Changes as <c>field=value</c>, whose PATCH is shown.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>Whether every step succeeded.</returns>
    public async Task<bool> RunAsync(string? recordType, string? recordId, IReadOnlyList<string> changes, CancellationToken cancellationToken)
    {
        if (await _system.CheckConnectionAsync(cancellationToken) is { } refused)
        {
            return await FailAsync("sign-in", refused);
        }

        await WriteAsync("sign-in: accepted");
        if (!(await _system.ListRecordTypesAsync(cancellationToken)).Succeeded(out var types, out var failure))
        {
            return await FailAsync("record types", failure);
        }

        await WriteAsync($"record types: {types.Count}: {Some(types.Select(type => type.Id))}");
        if (recordType is null)
        {
            return true;
        }

        if (!(await _system.GetCatalogAsync(recordType, cancellationToken)).Succeeded(out var catalog, out failure))
        {
            return await FailAsync("fields", failure);
        }

        await WriteAsync($"fields: {catalog.Fields.Count}, of which {catalog.Fields.Count(field => field.IsWritable)} can be changed and {catalog.Fields.Count(field => field.Choices is not null)} have choices: {Some(catalog.Fields.Select(field => field.Name))}");
        if (recordId is null)
        {
            return true;
        }

        if (!(await new RecordReader(_systems).ReadAsync(new RecordReference(_system.Settings.Name, recordType, recordId), [], cancellationToken)).Succeeded(out var record, out failure))
        {
            return await FailAsync("record", failure);
        }

        await WriteAsync($"record: {record.RecordId} shows {record.Fields.Count} values");
        foreach (var field in record.Fields.Take(MostShown))
        {
            await WriteAsync($"  {field.Label} ({field.Field}): {field.DisplayValue.ReplaceLineEndings(" ")}");
        }

        return changes.Count == 0 || await PreviewAsync(recordType, recordId, changes, cancellationToken);
    }

    private async Task<bool> PreviewAsync(string recordType, string recordId, IReadOnlyList<string> changes, CancellationToken cancellationToken)
    {
        var requested = changes.Select(change => change.Split('=', 2))
            .Select(parts => new RequestedChange(parts[0], JsonElement.Parse($"\"{JsonEncodedText.Encode(parts.ElementAtOrDefault(1) ?? string.Empty)}\"")));
        var preview = await new Updater(_systems, _timing, TimeProvider.System)
            .PreviewAsync(new UpdateRequest(_system.Settings.Name, recordType, recordId, [.. requested]), cancellationToken);
        if (!preview.Succeeded(out var shown, out var failure))
        {
            return await FailAsync("update", failure);
        }

        await WriteAsync($"update: {shown.Patch.Method} {shown.Patch.Url}");
        await WriteAsync($"  {shown.Patch.Body}");
        await WriteAsync("Nothing was sent that changes anything.");
        return true;
    }

    private async Task<bool> FailAsync(string step, Failure failure)
    {
        await WriteAsync($"{step}: {failure.Code}: {failure.Message}");
        return false;
    }

    private Task WriteAsync(string line) => _output.WriteLineAsync(_redactor.Redact(line));

    private static string Some(IEnumerable<string> names) => string.Join(", ", names.Take(MostShown));
}
