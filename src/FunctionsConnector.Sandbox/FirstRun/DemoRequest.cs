namespace FunctionsConnector.Sandbox.FirstRun;

/// <summary>A request of the demo.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Body">The JSON body.</param>
internal sealed record DemoRequest(string Method, string Path, string Body)
{
    public override string ToString() => $"{Method} {Path}\n{Body}";
}
