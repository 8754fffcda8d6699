using FunctionsConnector.Actions.Security;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Http;

/// <summary>What the check of a request's key found.</summary>
/// <param name="Caller">Who calls; null where the key is not known.</param>
/// <param name="Refusal">Why the request is not admitted; null where it is.</param>
/// <param name="Waited">How long the check took, which is taken off the request's time.</param>
internal readonly record struct AdmittedCaller(Caller? Caller, Failure? Refusal, TimeSpan Waited);
