using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>What an update would send.</summary>
/// <param name="Request">The request to the vendor, without credentials.</param>
/// <param name="Fields">The fields it names, with the values it would give them.</param>
/// <param name="Warnings">What a person should know before doing it.</param>
public sealed record PreviewReply(PreviewedRequest Request, IReadOnlyList<FieldReply> Fields, IReadOnlyList<string> Warnings)
{
    public static PreviewReply Of(UpdatePreview preview) => new(
        new PreviewedRequest(preview.Patch.Method, preview.Patch.Url.AbsoluteUri, preview.Patch.Body),
        FieldReply.Of(preview.Fields),
        preview.Warnings);
}

/// <summary>The request to the vendor.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Body">
/// The exact text of the body. It is a text because platforms check replies against the connector definition, which cannot
/// describe a vendor's nulls and arrays.
/// </param>
public sealed record PreviewedRequest(string Method, string Url, string Body);
