using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Operations;

/// <summary>The failure that a caller gets for a bug.</summary>
internal static class InternalFailure
{
    public static readonly Failure Value = new(
        FailureCode.InternalError,
        "The connector itself has failed. Whether anything was changed is not known. Its log has the reason under this request's id.");
}
