using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using System.Xml;
using Azure;
using Azure.Identity;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>Converts exceptions of the client library for the service, the network or the identity to failures.</summary>
internal static class StorageFailures
{
    /// <param name="exception">What the client library threw.</param>
    /// <param name="what">What was called: <c>queues</c> or <c>tables</c>.</param>
    /// <param name="endpoint">The address of the service.</param>
    /// <param name="timeout">How long a call waits for its response.</param>
    /// <returns>The failure; null for an exception that is a bug.</returns>
    public static Failure? Of(Exception exception, string what, Uri endpoint, TimeSpan timeout)
    {
        var service = $"The {what} at {endpoint.Host}:{endpoint.Port}";
        return exception switch
        {
            // After several attempts the last one counts.
            AggregateException tries => Of(tries.InnerExceptions[^1], what, endpoint, timeout),
            RequestFailedException { Status: 401 or 403 } refused => new Failure(
                FailureCode.CredentialsRefused, $"{service} refuse the connector's access ({Answer(refused)}). Give its identity or key the right to use them."),
            RequestFailedException { Status: >= 200 and < 300 } => Unavailable($"{service} answered something that cannot be read."),
            RequestFailedException { Status: > 0 } answered => Unavailable($"{service} answered {Answer(answered)}."),
            AuthenticationFailedException => Unavailable($"{service} cannot be used: the connector's identity got no token."),
            RequestFailedException or IOException or SocketException => Unavailable($"{service} cannot be reached: {Cause(exception)}."),
            OperationCanceledException => Unavailable($"{service} cannot be reached: no response within {timeout.TotalSeconds} seconds."),
            XmlException or JsonException or FormatException or OverflowException or (InvalidOperationException and not ObjectDisposedException) =>
                Unavailable($"{service} answered something that cannot be read."),
            _ => null,
        };
    }

    private static Failure Unavailable(string message) => new(FailureCode.SystemUnavailable, $"{message} Try again later.");

    private static string Answer(RequestFailedException exception) =>
        string.IsNullOrEmpty(exception.ErrorCode) ? $"{exception.Status}" : $"{exception.Status} {exception.ErrorCode}";

    // Never the message of an HttpRequestException: that of a proxy's refusal has the proxy's URL in it, with user and password.
    private static string Cause(Exception exception) => exception.GetBaseException() switch
    {
        SocketException or AuthenticationException or IOException => exception.GetBaseException().Message.TrimEnd('.'),
        HttpRequestException request => $"{request.HttpRequestError}",
        var other => other.GetType().Name,
    };
}
