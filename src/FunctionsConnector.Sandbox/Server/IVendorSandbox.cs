using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// One simulated business system, mounted at <c>/{Name}</c>. A new system is a class of this kind and a line in
/// <see cref="SandboxServer"/>.
/// </summary>
public interface IVendorSandbox
{
    /// <summary>First path segment of every address of this system, in lower case.</summary>
    string Name { get; }

    /// <summary>Every call that arrived.</summary>
    CallLog Calls { get; }

    /// <summary>Misbehaviour ordered for coming calls.</summary>
    FaultPlan Faults { get; }

    /// <summary>The lasting switches of this system and what they stand at.</summary>
    JsonObject Switches { get; }

    /// <summary>One-off orders for this system by name (unlock the user, add records), each taking a JSON object.</summary>
    IReadOnlyDictionary<string, Action<JsonObject>> Commands { get; }

    /// <summary>Changes the switches named, leaving the others.</summary>
    /// <exception cref="ArgumentException">A switch is unknown or its value makes no sense.</exception>
    void ChangeSwitches(JsonObject changes);

    /// <summary>A copy of what a record truly holds, or null where there is no such record.</summary>
    JsonObject? FindTruth(string recordType, string recordId);

    /// <summary>Sets one field of a record behind the back of the simulated API, without its checks.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record or field.</exception>
    void SetTruth(string recordType, string recordId, string field, JsonNode? value);

    /// <summary>Puts everything back to the state after the start.</summary>
    void Reset();

    /// <summary>Takes in one call.</summary>
    IVendorCall Open(SandboxRequest request);
}
