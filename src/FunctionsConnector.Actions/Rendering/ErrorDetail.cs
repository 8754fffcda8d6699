namespace FunctionsConnector.Actions.Rendering;

/// <summary>One reason of a failure.</summary>
/// <param name="Code">What is wrong.</param>
/// <param name="Target">The field it is about.</param>
/// <param name="Message">A sentence a flow author can act on.</param>
public sealed record ErrorDetail(string Code, string Target, string Message);
