using System.Net;

namespace FunctionsConnector.Core.Catalog;

/// <summary>
/// The form in which a name or label is compared where it does not fit exactly: HTML entities decoded, white space collapsed, Unicode form C.
/// A label is often copied from a web page, and vendors store some labels with entities.
/// </summary>
internal static class NormalizedName
{
    public static string Of(string name) => TextComparison.Composed(BlankText.Collapse(WebUtility.HtmlDecode(name)));
}
