namespace FunctionsConnector.Core.Targets.Autotask;

/// <summary>Where calls go and what they carry.</summary>
internal sealed record Access(Uri Zone, Credentials Credentials);
