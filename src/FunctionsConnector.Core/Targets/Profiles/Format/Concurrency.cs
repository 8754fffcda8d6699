namespace FunctionsConnector.Core.Targets.Profiles.Format;

/// <summary>How the vendor makes an update only while the record is as it was read.</summary>
internal abstract record Concurrency
{
    private Concurrency()
    {
    }

    /// <summary>The header <c>If-Match</c> (RFC 9110 section 13.1.1).</summary>
    /// <param name="Tag">The entity tag, from the record; null for the header <c>ETag</c>.</param>
    public sealed record IfMatch(JsonPath? Tag) : Concurrency;

    /// <summary>The operation <c>test</c> of a JSON Patch (RFC 6902 section 4.6).</summary>
    /// <param name="Version">The version, from the record.</param>
    /// <param name="Path">The path that is tested.</param>
    public sealed record Test(JsonPath Version, JsonPath Path) : Concurrency;

    /// <summary>A member of the body. The vendor refuses a version that is not the record's.</summary>
    /// <param name="Version">The version, from the record.</param>
    /// <param name="Path">Where the body has it.</param>
    public sealed record VersionField(JsonPath Version, JsonPath Path) : Concurrency;
}
