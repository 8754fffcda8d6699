using Azure.Core.Pipeline;
using Azure.Data.Tables;
using FunctionsConnector.Core.Coordination;

namespace FunctionsConnector.Actions.Coordination;

/// <summary>The client options for the Table service.</summary>
internal static class TableOptions
{
    /// <summary>How long a call waits for its response. A call that the guard of the table has given up has ended by then.</summary>
    public static readonly TimeSpan Timeout = GuardedTable.LongestCall;

    /// <param name="transport">The transport of the process.</param>
    public static TableClientOptions Of(HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };

        // A write is not repeated by the library: where the first one had arrived, the second would be refused for its version.
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = Timeout;
        return options;
    }
}
