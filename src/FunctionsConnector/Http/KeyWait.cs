namespace FunctionsConnector.Http;

/// <summary>How long a request waited for its key to be looked up; of most, which do not, there is none.</summary>
internal sealed record KeyWait(TimeSpan Time);
