namespace FunctionsConnector.Core.Targets.Autotask.Authentication;

/// <summary>The three secrets in the headers of every call. There is no token and no expiry.</summary>
internal sealed record Credentials(string UserName, string Secret, string IntegrationCode)
{
    public static readonly IReadOnlyList<string> Roles = ["UserName", "Secret", "IntegrationCode"];

    public void AddTo(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("ApiIntegrationCode", IntegrationCode);
        request.Headers.TryAddWithoutValidation("UserName", UserName);
        request.Headers.TryAddWithoutValidation("Secret", Secret);
    }

    // A record's text has its properties, which must not be printed.
    public override string ToString() => nameof(Credentials);
}
