using System.Diagnostics.CodeAnalysis;

namespace FunctionsConnector.Core.Failures;

/// <summary>Either a value or an expected <see cref="Failures.Failure"/>. Exceptions are for bugs.</summary>
public readonly struct Result<T>
{
    private Result(T? value, Failure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The value; null (or default) where <see cref="Failure"/> is set.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null on success.</summary>
    public Failure? Failure { get; }

    /// <summary>True with the value, or false with the failure.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Failure? failure)
    {
        value = Value;
        failure = Failure;
        return failure is null;
    }

    internal static Result<T> Of(T value) => new(value, null);

    /// <summary>The same result with its value changed, or the same failure.</summary>
    public Result<TNext> Map<TNext>(Func<T, TNext> next) => Failure is null ? next(Value!) : Failure;

#pragma warning disable CA2225 // Named alternatives would only be a second way to do the same.
    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
#pragma warning restore CA2225
}
