namespace FunctionsConnector.Core.Failures;

/// <summary>One reason of a failure.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Target">The field it is about, as the caller named it.</param>
/// <param name="Message">A sentence a flow author can act on.</param>
public sealed record FailureDetail(FailureDetailCode Code, string Target, string Message);
