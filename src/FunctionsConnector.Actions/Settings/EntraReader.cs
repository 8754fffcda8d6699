namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>Connector:Entra</c> and <c>Connector:EntraCallers</c>.</summary>
internal static class EntraReader
{
    /// <returns>The settings; null where sign-in with Entra is off, or where a setting is wrong.</returns>
    public static EntraSettings? Read(SettingsSection connector, IReadOnlyList<string> systems, IReadOnlyList<ApiKeySettings> keys, ProblemList problems)
    {
        var (entra, callers) = (connector.Below("Entra"), connector.Below("EntraCallers"));
        if (!entra.Keys.Any())
        {
            if (callers.Children.Any())
            {
                problems.Add(callers.Path, $"needs {entra.Path}:TenantId and :Audience. Set them, or remove the callers.");
            }

            return null;
        }

        entra.RefuseUnknown(["TenantId", "Audience", "Instance"]);
        var tenant = entra.RequiredText("TenantId", "Give the id of your Microsoft Entra tenant.");
        if (tenant is not null && !Guid.TryParseExact(tenant, "D", out _))
        {
            entra.Problem("TenantId", $"is '{tenant}'. Give the tenant's id, a GUID: tokens of every other tenant are refused.");
        }

        var audience = entra.RequiredText("Audience", "Give the client id of the connector's application registration, or its application id URI.");
        var instance = entra.VendorUrl("Instance") ?? EntraSettings.PublicInstance;
        var read = ReadCallers(callers, systems, keys, problems);

        // Ids are compared letter by letter in tokens, where they are in lower case.
        return tenant is null || audience is null ? null : new EntraSettings(tenant.ToLowerInvariant(), WithLowerId(audience), instance, read);
    }

    private static string WithLowerId(string audience) =>
        Guid.TryParseExact(audience[(audience.LastIndexOf('/') + 1)..], "D", out _) ? audience.ToLowerInvariant() : audience;

    private static List<EntraCallerSettings> ReadCallers(
        SettingsSection section, IReadOnlyList<string> systems, IReadOnlyList<ApiKeySettings> keys, ProblemList problems)
    {
        var callers = new List<EntraCallerSettings>();
        foreach (var child in section.Children)
        {
            child.RefuseUnknown(["Name", "ClientId", "Role", "Systems", "CallsPerMinute", "MayActAs"]);
            var name = child.RequiredText("Name", "Give the caller's name for the log.");
            var caller = new EntraCallerSettings(name ?? string.Empty, CallerSystems.Read(child, systems))
            {
                ClientId = child.Text("ClientId"),
                Role = child.Text("Role"),
                CallsPerMinute = child.PositiveNumber("CallsPerMinute"),
                MayActAs = child.Flag("MayActAs", CallerSystems.WithoutMayActAs) ?? false,
            };
            if (caller.ClientId is null == caller.Role is null)
            {
                child.Problem("ClientId", "and Role exclude each other, and one is needed: the client id of the caller's application, or an app role of the connector's.");
            }
            else if (caller.ClientId is { } id && !Guid.TryParseExact(id, "D", out _))
            {
                child.Problem("ClientId", $"is '{id}'. Give the client id of the caller's application, a GUID.");
            }

            RefuseBesideOthers(child, caller, callers, keys);
            callers.Add(caller);
        }

        if (callers.Count == 0)
        {
            problems.Add(section.Path, $"has no caller, so every token would be refused. Set {section.Path}:0:Name, :ClientId or :Role, and :Systems.");
        }

        return callers;
    }

    /// <summary>A caller that has a key, too, has the same rights and one limit with either.</summary>
    private static void RefuseBesideOthers(
        SettingsSection section, EntraCallerSettings caller, List<EntraCallerSettings> others, IReadOnlyList<ApiKeySettings> keys)
    {
        if (others.Exists(other => Same(other.ClientId, caller.ClientId) && Same(other.Role, caller.Role)))
        {
            section.Problem(caller.ClientId is null ? "Role" : "ClientId", "is that of another caller. Remove one of the two.");
        }

        var sameName = keys.Where(key => Same(key.Name, caller.Name)).Select(key => (key.Systems, key.CallsPerMinute, key.MayActAs))
            .Concat(others.Where(other => Same(other.Name, caller.Name)).Select(other => (other.Systems, other.CallsPerMinute, other.MayActAs)));
        foreach (var (systems, callsPerMinute, mayActAs) in sameName)
        {
            if (!caller.Systems.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(systems))
            {
                section.Problem("Systems", $"differs from that of another entry of '{caller.Name}'. Give both the same systems, or two names.");
            }
            else if (caller.CallsPerMinute != callsPerMinute)
            {
                section.Problem("CallsPerMinute", $"differs from that of another entry of '{caller.Name}'. It is the caller's, however it signs in; give both the same.");
            }
            else if (caller.MayActAs != mayActAs)
            {
                section.Problem("MayActAs", $"differs from that of another entry of '{caller.Name}'. Give both the same rights, or two names.");
            }
        }
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
