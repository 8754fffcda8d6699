namespace FunctionsConnector.Core.Failures;

/// <summary>Creates results of interface types, for which C# has no implicit conversion.</summary>
public static class Result
{
    public static Result<T> From<T>(T value) => Result<T>.Of(value);
}
