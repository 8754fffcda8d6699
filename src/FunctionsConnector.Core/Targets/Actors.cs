using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Core.Targets;

/// <summary>The failures of an update in somebody else's name.</summary>
internal static class Actors
{
    /// <summary>For a vendor whose API makes every update in the name of the account that signs in.</summary>
    public static Failure Unsupported(string system) => Refused(
        $"{system} makes every update in the name of the connector's own account: its API cannot act for somebody else. Leave 'actAs' out.");

    public static Failure Refused(string why) =>
        Failure.Invalid([new FailureDetail(FailureDetailCode.ValueInvalid, "actAs", why)]);
}
