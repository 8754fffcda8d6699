using System.Text.Json.Nodes;
using FunctionsConnector.Sandbox.Faults;

namespace FunctionsConnector.Sandbox.Server;

/// <summary>
/// A simulated system at <c>/{Name}</c>. A new system implements this interface and is registered in
/// <see cref="SandboxServer"/>.
/// </summary>
public interface IVendorSandbox
{
    /// <summary>First path segment of every address of this system, in lower case.</summary>
    string Name { get; }

    /// <summary>The received calls.</summary>
    CallLog Calls { get; }

    /// <summary>The faults for coming calls.</summary>
    FaultPlan Faults { get; }

    /// <summary>The switches of this system with their values.</summary>
    JsonObject Switches { get; }

    /// <summary>The commands of this system by name (such as unlock the user, add records). Each takes a JSON object.</summary>
    IReadOnlyDictionary<string, Action<JsonObject>> Commands { get; }

    /// <summary>Changes the given switches and leaves the others.</summary>
    /// <exception cref="ArgumentException">A switch is unknown or its value is invalid.</exception>
    void ChangeSwitches(JsonObject changes);

    /// <summary>A copy of a record's true state; null if there is no such record.</summary>
    JsonObject? FindTruth(string recordType, string recordId);

    /// <summary>Sets one field of a record without the simulated API's checks.</summary>
    /// <exception cref="KeyNotFoundException">There is no such record or field.</exception>
    void SetTruth(string recordType, string recordId, string field, JsonNode? value);

    /// <summary>Restores the state after the start.</summary>
    void Reset();

    /// <summary>Begins a call.</summary>
    IVendorCall Open(SandboxRequest request);
}
