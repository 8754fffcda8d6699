using Azure.Core;
using Azure.Core.Pipeline;

namespace FunctionsConnector.Actions.Queue.Storage;

/// <summary>Adds a shared access signature to each request's query. It is added last, so that nothing that is logged before has it.</summary>
internal sealed class SharedAccessSignaturePolicy(string signature) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        // A try that is sent again has it already.
        if (message.Request.Uri.Query?.Contains(signature, StringComparison.Ordinal) is not true)
        {
            message.Request.Uri.Query = string.IsNullOrEmpty(message.Request.Uri.Query) ? $"?{signature}" : $"{message.Request.Uri.Query}&{signature}";
        }
    }
}
