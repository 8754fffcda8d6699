namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>A request of the demo.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Where the caller sends it.</param>
/// <param name="Body">What the caller sends.</param>
internal sealed record DemoRequest(string Method, string Path, string Body)
{
    public override string ToString() => $"{Method} {Path}\n{Body}";
}
