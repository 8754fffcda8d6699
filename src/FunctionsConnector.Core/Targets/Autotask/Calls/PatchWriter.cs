using FunctionsConnector.Core.Resilience;

namespace FunctionsConnector.Core.Targets.Autotask.Calls;

/// <summary>Writes a PATCH when it may start.</summary>
/// <param name="read">Makes a GET of a path below <c>V1.0/</c> within the slot of the PATCH.</param>
/// <returns>The PATCH; null where none must be sent.</returns>
internal delegate ValueTask<WrittenPatch?> PatchWriter(Func<string, CancellationToken, Task<VendorReply>> read);
