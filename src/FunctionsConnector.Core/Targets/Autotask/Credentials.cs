namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>The three secrets that every call carries in its headers. There is no token and no expiry.</summary>
internal sealed record Credentials(string UserName, string Secret, string IntegrationCode)
{
    public static readonly IReadOnlyList<string> Roles = ["UserName", "Secret", "IntegrationCode"];

    public void AddTo(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("ApiIntegrationCode", IntegrationCode);
        request.Headers.TryAddWithoutValidation("UserName", UserName);
        request.Headers.TryAddWithoutValidation("Secret", Secret);
    }

    // A record prints its properties; these must not be printed.
    public override string ToString() => nameof(Credentials);
}
