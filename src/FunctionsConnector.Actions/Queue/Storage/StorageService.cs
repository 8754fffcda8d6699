using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using FunctionsConnector.Core.Failures;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>The Queue service of a storage account, over its REST API on the Azure SDK's pipeline.</summary>
internal sealed class StorageService
{
    /// <summary>Far from the newest, so that every cloud and every emulator knows it; all that is asked for is older still.</summary>
    private const string Version = "2021-12-02";

    /// <summary>The audience of tokens for storage ("Authorize access to queues using Microsoft Entra ID").</summary>
    private const string Scope = "https://storage.azure.com/.default";

    private readonly Uri _endpoint;
    private readonly HttpPipeline _pipeline;

    private StorageService(Uri endpoint, HttpPipelinePolicy authentication, HttpPipelineTransport? transport)
    {
        _endpoint = endpoint;
        var options = new Options();
        if (transport is not null)
        {
            options.Transport = transport;
        }

        _pipeline = HttpPipelineBuilder.Build(options, authentication);
    }

    public static StorageService Of(StorageConnection connection, TimeProvider time) => new(connection.Endpoint, connection.Policy(time), null);

    public static StorageService Of(Uri endpoint, TokenCredential credential, HttpPipelineTransport? transport = null) =>
        new(endpoint, new BearerTokenAuthenticationPolicy(credential, Scope), transport);

    public StorageQueue Queue(string name) => new(this, name);

    /// <summary>Sends a request that may be sent again; the SDK's policy does so after timeouts, 429 and 5xx.</summary>
    /// <returns>The answer with one of these statuses, or why there is none.</returns>
    public async Task<Result<Response>> SendAsync(
        RequestMethod method, string path, byte[]? body, IReadOnlyList<int> expected, CancellationToken cancellationToken)
    {
        // The answer is buffered; it is the caller who disposes of it, and nothing else of the message needs that.
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(_endpoint, path));
        message.Request.Headers.SetValue("x-ms-version", Version);
        message.Request.Headers.SetValue("Accept", "application/xml");
        if (body is not null)
        {
            message.Request.Content = RequestContent.Create(body);
            message.Request.Headers.SetValue("Content-Type", "application/xml");
        }

        try
        {
            await _pipeline.SendAsync(message, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsOfTheService(exception))
        {
            return new Failure(FailureCode.SystemUnavailable, $"The queues at {_endpoint.Host} cannot be reached ({exception.GetType().Name}). Try again later.");
        }

        var response = message.Response;
        return expected.Contains(response.Status) ? response : Refused(response);
    }

    private static bool IsOfTheService(Exception exception) =>
        exception is RequestFailedException or AggregateException or AuthenticationFailedException or IOException or SocketException or OperationCanceledException;

    private Failure Refused(Response response)
    {
        using (response)
        {
            var reason = response.Headers.TryGetValue("x-ms-error-code", out var code) ? $"{response.Status} {code}" : $"{response.Status}";
            return response.Status is 401 or 403
                ? new Failure(FailureCode.CredentialsRefused, $"The queues at {_endpoint.Host} refuse the connector's access ({reason}). Give its identity or key the right to use them.")
                : new Failure(FailureCode.SystemUnavailable, $"The queues at {_endpoint.Host} answered {reason}. Try again later.");
        }
    }

    private sealed class Options : ClientOptions
    {
        public Options()
        {
            Retry.MaxRetries = 3;
            Retry.Delay = TimeSpan.FromMilliseconds(200);
            Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        }
    }
}
