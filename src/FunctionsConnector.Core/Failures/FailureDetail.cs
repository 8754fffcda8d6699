namespace FunctionsConnector.Core.Failures;

/// <summary>One problem of a failure.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Target">The field with the problem, as the caller named it.</param>
/// <param name="Message">A sentence a flow author can act on.</param>
public sealed record FailureDetail(FailureDetailCode Code, string Target, string Message);
