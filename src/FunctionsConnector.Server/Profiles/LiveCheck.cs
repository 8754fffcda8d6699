using FunctionsConnector.Actions.Secrets;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Patching;
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
            await ShowMistakesAsync(catalog, record: null, cancellationToken);
            return true;
        }

        if (!(await new RecordReader(_systems).ReadAsync(new RecordReference(_system.Settings.Name, recordType, recordId), [], cancellationToken)).Succeeded(out var record, out failure))
        {
            await ShowMistakesAsync(catalog, record: null, cancellationToken);
            return await FailAsync("record", failure);
        }

        await WriteAsync($"record: {record.RecordId} shows {record.Fields.Count} values");
        foreach (var field in record.Fields.Take(MostShown))
        {
            await WriteAsync($"  {field.Label} ({field.Field}): {field.DisplayValue.ReplaceLineEndings(" ")}");
        }

        await ShowMistakesAsync(catalog, new RecordReference(_system.Settings.Name, catalog.RecordType.Id, record.RecordId), cancellationToken);
        return changes.Count == 0 || await ShowUpdateAsync(catalog, record, changes, cancellationToken);
    }

    private async Task ShowMistakesAsync(FieldCatalog catalog, RecordReference? record, CancellationToken cancellationToken)
    {
        foreach (var mistake in _system is IFindsMistakes system ? await system.FindMistakesAsync(catalog, record, cancellationToken) : [])
        {
            await WriteAsync($"warning: {mistake}");
        }
    }

    private async Task<bool> ShowUpdateAsync(FieldCatalog catalog, RecordView record, IReadOnlyList<string> changes, CancellationToken cancellationToken)
    {
        var requested = changes.Select(change => change.Split('=', 2)).Select(parts => RequestedText.Change(parts[0], parts.ElementAtOrDefault(1) ?? string.Empty)).ToList();
        var request = new UpdateRequest(_system.Settings.Name, record.RecordType, record.RecordId, requested);
        var updater = new Updater(_systems, _timing, TimeProvider.System);
        if (!(await updater.PreviewAsync(request, cancellationToken)).Succeeded(out var shown, out var failure))
        {
            return await FailAsync("update", failure);
        }

        await ShowAsync("update", shown);
        if (RequestedText.Condition(catalog, record) is { } condition)
        {
            // A version of the record is sent only where the record is read before the update, as with onlyIf.
            await ShowGuardedAsync(await updater.PreviewAsync(request with { OnlyIf = [condition] }, cancellationToken), shown.Patch);
        }

        await WriteAsync("Nothing was sent that changes anything. So what the response to an update shows (/update/record) is not checked.");
        return true;
    }

    private async Task ShowGuardedAsync(Result<UpdatePreview> preview, Patch unguarded)
    {
        if (!preview.Succeeded(out var guarded, out var failure))
        {
            // The condition is a guess of this command. The profile may be right.
            await WriteAsync($"note: the update with onlyIf is not shown: {failure.Code}: {failure.Message}");
        }
        else if (guarded.Patch.Body != unguarded.Body || !guarded.Patch.Headers.SequenceEqual(unguarded.Headers))
        {
            await ShowAsync("update with onlyIf", guarded);
        }
    }

    private async Task ShowAsync(string what, UpdatePreview preview)
    {
        await WriteAsync($"{what}: {preview.Patch.Method} {preview.Patch.Url}");
        foreach (var (name, value) in preview.Patch.Headers)
        {
            await WriteAsync($"  {name}: {value}");
        }

        await WriteAsync($"  {preview.Patch.Body}");
    }

    private async Task<bool> FailAsync(string step, Failure failure)
    {
        await WriteAsync($"{step}: {failure.Code}: {failure.Message}");
        return false;
    }

    private Task WriteAsync(string line) => _output.WriteLineAsync(_redactor.Redact(line));

    private static string Some(IEnumerable<string> names) => string.Join(", ", names.Take(MostShown));
}
