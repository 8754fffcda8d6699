using System.Text.Json;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Parsing;

/// <summary>One record of a bulk update.</summary>
/// <param name="RecordId">The id or number, as the caller gave it.</param>
/// <param name="Json">The caller's text.</param>
/// <param name="Update">The update, or what is wrong with its text.</param>
internal sealed record BulkEntry(string RecordId, JsonElement Json, Result<UpdateRequest> Update);
