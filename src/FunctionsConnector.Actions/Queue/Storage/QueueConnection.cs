using Azure.Core.Pipeline;
using Azure.Storage.Queues;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>A valid connection string of a storage account. Its text contains a secret and is never shown.</summary>
internal sealed class QueueConnection
{
    private readonly string _text;
    private readonly Uri _endpoint;

    private QueueConnection(string text, Uri endpoint, IReadOnlyList<string> secrets) => (_text, _endpoint, Secrets) = (text, endpoint, secrets);

    /// <summary>The secrets to redact: the account's key, or the shared access signature and its <c>sig</c> value.</summary>
    public IReadOnlyList<string> Secrets { get; }

    /// <summary>The connection, or what is wrong with the text.</summary>
    public static (QueueConnection? Connection, string? Problem) Parse(string text)
    {
        var endpoint = EndpointOf(text);
        return ConnectionSecrets.ProblemOf(text, endpoint, "QueueEndpoint") is { } problem ? (null, problem) : (new QueueConnection(text, endpoint!, ConnectionSecrets.Of(text)), null);
    }

    public QueueServiceClient Open(HttpPipelineTransport transport) => new(_text, new StorageOptions(transport));

    /// <summary>The address only, so that no secret gets into a log.</summary>
    public override string ToString() => _endpoint.GetLeftPart(UriPartial.Path);

    private static Uri? EndpointOf(string text)
    {
        try
        {
            return new QueueServiceClient(text).Uri;
        }
        catch (FormatException)
        {
            // The exception's message may quote a part of the text, so it is dropped.
            return null;
        }
    }
}
