using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Http;

/// <summary>The result of the check of a request's key.</summary>
/// <param name="Caller">The caller; null where the key is not known.</param>
/// <param name="Refusal">Why the request is refused; null where it is admitted.</param>
/// <param name="Waited">How long the check took. The request's time limit is shorter by this time.</param>
internal readonly record struct CallerCheckResult(Caller? Caller, Failure? Refusal, TimeSpan Waited);
