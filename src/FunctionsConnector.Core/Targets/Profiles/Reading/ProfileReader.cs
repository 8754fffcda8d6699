using System.Collections.Frozen;
using System.Text.Json;
using FunctionsConnector.Core.Json;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads a profile and finds every problem of it. docs/profiles/profile.schema.json says the same to editors.</summary>
internal static class ProfileReader
{
    public const int LargestFile = 1024 * 1024;

    private const int Version = 1;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly FrozenDictionary<string, IdForm> IdForms = new Dictionary<string, IdForm>
    {
        ["digits"] = IdForm.Digits,
        ["guid"] = IdForm.Guid,
        ["hex32"] = IdForm.Hex32,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ResetForm> ResetForms = new Dictionary<string, ResetForm>
    {
        ["seconds"] = ResetForm.Seconds,
        ["milliseconds"] = ResetForm.Milliseconds,
        ["epochSeconds"] = ResetForm.EpochSeconds,
        ["time"] = ResetForm.Time,
    }.ToFrozenDictionary();

    /// <summary>The profile; null where there are problems.</summary>
    public static (Profile? Profile, IReadOnlyList<ProfileProblem> Problems) Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > LargestFile)
        {
            return (null, [new ProfileProblem(string.Empty, $"is larger than {LargestFile} bytes. Describe one vendor in one file.")]);
        }

        try
        {
            using var document = JsonDocument.Parse(ByteOrderMark.Remove(file), Options);
            if (!JsonStrings.AreText(document.RootElement))
            {
                return (null, [new ProfileProblem(string.Empty, "has a text that is not valid Unicode. Remove the lone surrogate.")]);
            }

            var problems = new List<ProfileProblem>();
            var profile = ProfileNode.ReadRoot(document.RootElement, problems, ReadProfile);
            return problems.Count == 0 ? (profile, problems) : (null, problems);
        }
        catch (JsonException exception)
        {
            return (null, [new ProfileProblem(string.Empty, $"is not JSON, is nested too deeply, or has a member twice: {exception.Message}")]);
        }
    }

    private static Profile? ReadProfile(ProfileNode node)
    {
        _ = node.Text("$schema");
        _ = node.Number("format", Version, Version, isRequired: true);
        _ = node.Texts("documentation");
        var recordTypes = node.Object("recordTypes", RecordTypeReader.Read, isRequired: true);
        var values = recordTypes is null ? [] : RecordTypeReader.NamesOf(recordTypes);
        var fields = new FieldReader(values);
        var calls = new CallReader(values);
        var profile = new Profile
        {
            Vendor = node.Text("vendor", isRequired: true)!,
            BaseUrl = BaseUrl(node),
            SignIns = node.Objects("signIn", SignInReader.Read, isRequired: true),
            Headers = HeaderReader.Read(node),
            Connection = node.Template("connection", [], [])!,
            IdForm = node.One("recordId", IdForms),
            RecordTypes = recordTypes!,
            Number = node.Object("number", search => calls.Search(search, TemplateName.Number)),
            Fields = node.Object("fields", fields.Read, isRequired: true)!,
            Choices = node.Objects("choices", fields.ReadChoices),
            References = node.Map("references", search => calls.Search(search, TemplateName.Text)),
            Read = node.Object("read", calls.Read, isRequired: true)!,
            Update = node.Object("update", calls.Update, isRequired: true)!,
            Values = node.Object("values", CallReader.Values) ?? new ValueForm(),
            Concurrency = node.Object("concurrency", CallReader.Concurrency),
            Refusals = node.Objects("refusals", RefusalReader.Read),
            Messages = node.Paths("messages"),
            Warnings = node.Paths("warnings"),
            Limits = node.Object("limits", Limits) ?? new ProfileLimits(),
        };
        ProfileRules.Check(node, profile);
        return profile;
    }

    private static Uri? BaseUrl(ProfileNode node)
    {
        if (node.Text("baseUrl") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https", UserInfo: "", Query: "", Fragment: "" } && text.EndsWith('/'))
        {
            return url;
        }

        node.Problem("baseUrl", "must be an https URL that ends in a slash, without credentials, query and fragment.");
        return null;
    }

    private static ProfileLimits Limits(ProfileNode node) => new()
    {
        CallsPerMinute = node.Number("callsPerMinute", 2, 1_000_000),
        Concurrency = node.Number("concurrency", 1, 1_000),
        ResetHeader = HeaderReader.Name(node, "resetHeader"),
        ResetForm = node.One("resetForm", ResetForms, isRequired: node.Has("resetHeader")),
    };
}
