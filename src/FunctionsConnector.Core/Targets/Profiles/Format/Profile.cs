using System.Collections.Frozen;

namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>A vendor, as a JSON file describes it. See docs/profiles/README.md.</summary>
internal sealed record Profile
{
    /// <summary>The vendor's name in messages.</summary>
    public required string Vendor { get; init; }

    /// <summary>The base URL where the vendor has only one; null where the settings must give it.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The ways to sign in, at least one.</summary>
    public required IReadOnlyList<SignIn> SignIns { get; init; }

    /// <summary>The headers of every call.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The cheapest call that needs the credentials.</summary>
    public required UrlTemplate Connection { get; init; }

    public required IdForm IdForm { get; init; }

    public required ProfileRecordTypes RecordTypes { get; init; }

    /// <summary>Finds a record by its number; null where the id is the number.</summary>
    public RecordSearch? Number { get; init; }

    public required ProfileFields Fields { get; init; }

    public IReadOnlyList<ChoiceCall> Choices { get; init; } = [];

    /// <summary>Finds the records that reference fields hold, by the vendor's name of what they refer to.</summary>
    public FrozenDictionary<string, RecordSearch> References { get; init; } = FrozenDictionary<string, RecordSearch>.Empty;

    public required ReadCall Read { get; init; }

    public required UpdateCall Update { get; init; }

    public ValueForm Values { get; init; } = new();

    public Concurrency? Concurrency { get; init; }

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Where the vendor's messages stand in an unsuccessful response.</summary>
    public IReadOnlyList<JsonPath> Messages { get; init; } = [];

    /// <summary>Where warnings stand in a successful response to an update.</summary>
    public IReadOnlyList<JsonPath> Warnings { get; init; } = [];

    public ProfileLimits Limits { get; init; } = new();
}
