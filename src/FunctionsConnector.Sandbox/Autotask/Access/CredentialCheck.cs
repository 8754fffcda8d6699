using FunctionsConnector.Sandbox.Server;

namespace FunctionsConnector.Sandbox.Autotask.Access;

/// <summary>Compares the three headers of every call and locks the user after too many failures in a row.</summary>
internal sealed class CredentialCheck
{
    private volatile AutotaskCredentials _credentials = new();
    private int _failures;
    private volatile bool _locked;

    public AutotaskCredentials Credentials
    {
        get => _credentials;
        set => _credentials = value;
    }

    public bool IsLocked => _locked;

    public void Unlock()
    {
        _locked = false;
        Interlocked.Exchange(ref _failures, 0);
    }

    /// <summary>The refusal, or null for a caller with valid credentials.</summary>
    public SandboxResponse? Check(IHeaderDictionary headers, AutotaskBehavior behavior)
    {
        if (_locked)
        {
            return AutotaskResponses.Unauthorized;
        }

        var expected = _credentials;
        if (!expected.UserName.Equals(headers["UserName"].ToString(), StringComparison.OrdinalIgnoreCase)
            || expected.Secret != headers["Secret"].ToString())
        {
            return Fail(AutotaskResponses.Unauthorized, behavior);
        }

        if (expected.IntegrationCode != headers["ApiIntegrationCode"].ToString())
        {
            return behavior.WrongIntegrationCodeIsUnauthorized
                ? Fail(AutotaskResponses.EmptyUnauthorized, behavior)
                : AutotaskResponses.Refusal(AutotaskMessages.WrongIntegrationCode);
        }

        Interlocked.Exchange(ref _failures, 0);
        return null;
    }

    private SandboxResponse Fail(SandboxResponse response, AutotaskBehavior behavior)
    {
        if (Interlocked.Increment(ref _failures) >= behavior.LockAfter && behavior.LockAfter > 0)
        {
            _locked = true;
        }

        return response;
    }
}
