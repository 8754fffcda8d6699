using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Finds members of a profile that do not fit each other. A member with a problem of its own may be absent.</summary>
internal static class ProfileRules
{
    public static void Check(ProfileNode node, Profile profile)
    {
        if (profile.Concurrency is Concurrency.Test && profile.Update is { Dialect: not BodyDialect.JsonPatch })
        {
            node.Problem("concurrency", "tests a version in a JSON Patch, and the update's dialect is another. Use the kind ifMatch, or the dialect jsonPatch.");
        }

        if (profile.Concurrency is Concurrency.VersionField { Path: var path } && profile.Update is not null)
        {
            CheckVersion(node.Part("concurrency"), path, profile.Update);
        }

        if (profile.RecordTypes is not null)
        {
            CheckValues(node, profile, profile.RecordTypes.Known);
        }

        var signIns = profile.SignIns.OfType<SignIn.Header>().Select(signIn => signIn.Name).ToList();
        CheckHeaders(node, "headers", profile.Headers, signIns);
        if (profile.Update is { } update)
        {
            CheckHeaders(node.Part("update"), "headers", update.Headers, signIns);
            if (profile.Fields?.Known.FirstOrDefault(field => update is { Dialect: BodyDialect.Merge, Within.Tokens.Count: 0 } && update.Constants.ContainsKey(field.Name)) is { } field)
            {
                node.Part("update").Problem("constants", $"has '{field.Name}', which is a field. Remove one of them.");
            }
        }
    }

    private static void CheckVersion(ProfileNode node, JsonPath path, UpdateCall update)
    {
        var common = path.CommonWith(update.Within);
        if (update.Dialect == BodyDialect.JsonPatch)
        {
            node.Problem("kind", "puts the version into an object, and the update's body is a JSON Patch. Use the kind jsonPatchTest.");
        }
        else if (common == path.Tokens.Count || (update.Dialect == BodyDialect.List && common == update.Within.Tokens.Count))
        {
            node.Problem("path", $"must be a member beside the changes, which stand at '{update.Within}'.");
        }
        else if (update.Constants.ContainsKey(path.Tokens[0]))
        {
            node.Problem("path", $"begins with '{path.Tokens[0]}', which update.constants has too. Remove one of them.");
        }
    }

    private static void CheckValues(ProfileNode node, Profile profile, IReadOnlyList<ProfileRecordType> types)
    {
        foreach (var (place, names) in new[]
        {
            ("read", profile.Read is { } read ? read.Url.Names.Concat(read.Id.Names) : []),
            ("update", profile.Update?.Url.Names ?? []),
        })
        {
            if (types.FirstOrDefault(type => !HasAll(type, names)) is { } type)
            {
                node.Problem(place, $"takes a value which the record type '{type.Id}' does not have. Add it to its values.");
            }

            if (profile.RecordTypes.Call is { } call && names.FirstOrDefault(name => !IsOfEveryType(name) && !call.Values.ContainsKey(name)) is { } missing)
            {
                node.Problem(place, $"takes {{{missing}}}, which no record type of recordTypes.list has. Add it to recordTypes.list.values.");
            }
        }

        // A type without a value of the URL has no search; one with all of them has a search that must work.
        foreach (var (place, search) in profile.References.Values.Select(search => ("references", search)).Prepend(("number", profile.Number!)).Where(one => one.Item2 is not null))
        {
            if (types.FirstOrDefault(type => HasAll(type, search.Url.Names) && !HasAll(type, search.Names.Prepend(search.Id).SelectMany(path => path.Names))) is { } type)
            {
                node.Problem(place, $"takes a value in id or names which the record type '{type.Id}' does not have. Add it to its values.");
            }
        }
    }

    private static void CheckHeaders(ProfileNode node, string member, IReadOnlyList<KeyValuePair<string, string>> headers, IReadOnlyList<string> signIns)
    {
        foreach (var (name, _) in headers.Where(header => signIns.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            node.Problem(member, $"has '{name}', the header of a way to sign in. Remove it.");
        }
    }

    private static bool HasAll(ProfileRecordType type, IEnumerable<string> names) =>
        names.All(name => IsOfEveryType(name) || type.Value(name) is not null);

    private static bool IsOfEveryType(string name) =>
        name is TemplateName.RecordType or TemplateName.Id or TemplateName.Fields or TemplateName.Number or TemplateName.Text;
}
