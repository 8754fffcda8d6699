using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions.Rendering;

/// <summary>The request that an update would send.</summary>
/// <param name="Request">The request to the vendor, without credentials.</param>
/// <param name="Fields">The fields it names, with the values it would give them.</param>
/// <param name="Warnings">What a person should know before the update.</param>
public sealed record PreviewReply(PreviewedRequest Request, IReadOnlyList<FieldReply> Fields, IReadOnlyList<string> Warnings)
{
    public static PreviewReply Of(UpdatePreview preview) => new(
        new PreviewedRequest(preview.Patch.Method, preview.Patch.Url.AbsoluteUri, preview.Patch.Body),
        FieldReply.Of(preview.Fields),
        preview.Warnings);
}
