using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition.Rules;

/// <summary>Rules for the metadata and the address of the definition.</summary>
internal static class InfoRules
{
    private static readonly string[] ContactParts = ["name", "url", "email"];

    private static readonly string[] Categories =
    [
        "AI", "Business Management", "Business Intelligence", "Collaboration", "Commerce", "Communication", "Content and Files", "Finance",
        "Data", "Human Resources", "Internet of Things", "IT Operations", "Lifestyle and Entertainment", "Marketing", "Productivity",
        "Sales and CRM", "Security", "Social Media", "Website",
    ];

    public static IEnumerable<Problem> TitleLength(ConnectorFiles files)
    {
        var title = Info(files).TextOf("title") ?? string.Empty;
        if (title.Length is 0 or > 30 || !Regex.IsMatch(title, @"[A-Za-z0-9)]\z"))
        {
            yield return new Problem("/info/title", $"'{title}' has {title.Length} characters; 1 to 30 are allowed, the last a letter, a digit or ')'");
        }
    }

    public static IEnumerable<Problem> TitleWords(ConnectorFiles files) => Forbidden(
        Info(files).Find("title"), @"\bAPI\b|Connector|Power ?(Apps|Automate|Platform|BI)|Copilot Studio");

    public static IEnumerable<Problem> Description(ConnectorFiles files)
    {
        var description = Info(files).Find("description");
        return (description?.Text?.Length is >= 30 and <= 500
                ? Enumerable.Empty<Problem>()
                : [new Problem("/info/description", $"has {description?.Text?.Length ?? 0} characters; 30 to 500 are allowed")])
            .Concat(Forbidden(description, @"Power ?(Apps|Automate|Platform|BI)|Copilot|Logic Apps"));
    }

    public static IEnumerable<Problem> Metadata(ConnectorFiles files)
    {
        var metadata = new Place(files.Definition, string.Empty).Find("x-ms-connector-metadata");
        foreach (var name in new[] { "Website", "Privacy policy", "Categories" })
        {
            var values = (metadata?.Items ?? []).Where(item => item.TextOf("propertyName") == name).Select(item => item.Find("propertyValue")).ToList();
            if (values is not [{ Text.Length: > 0 } value])
            {
                yield return new Problem("/x-ms-connector-metadata", $"must have {name} once, with a value");
            }
            else if (name == "Categories" && (value.Text!.Split(';') is { Length: > 2 } || value.Text.Split(';').Except(Categories).Any()))
            {
                yield return new Problem(value.Pointer, $"'{value.Text}' must be one or two of the categories that exist");
            }
        }
    }

    public static IEnumerable<Problem> BrandColor(ConnectorFiles files)
    {
        var color = files.Properties["properties"]?["iconBrandColor"]?.ToString() ?? string.Empty;
        return Regex.IsMatch(color, @"^#[0-9a-fA-F]{6}\z") && !"#007ee5 #ffffff".Contains(color, StringComparison.OrdinalIgnoreCase)
            ? []
            : [new Problem("apiProperties.json/properties/iconBrandColor", $"'{color}' must be #rrggbb, and neither #007ee5 nor white")];
    }

    public static IEnumerable<Problem> Host(ConnectorFiles files)
    {
        var root = new Place(files.Definition, string.Empty);
        var host = root.TextOf("host") ?? string.Empty;
        if (!Regex.IsMatch(host, @"^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?\z") || Regex.IsMatch(host, @"(^|[.-])(localhost|dev|test|staging|uat)([.-]|\z)"))
        {
            yield return new Problem("/host", $"'{host}' must be the name of a host in production, without scheme and path");
        }

        if (root.TextOf("basePath")?.StartsWith('/') is not true)
        {
            yield return new Problem("/basePath", "must begin with a slash");
        }
    }

    public static IEnumerable<Problem> Schemes(ConnectorFiles files) =>
        files.Definition["schemes"]?.ToJsonString() == """["https"]""" ? [] : [new Problem("/schemes", "must be https alone")];

    public static IEnumerable<Problem> Contact(ConnectorFiles files) =>
        from name in ContactParts
        where string.IsNullOrWhiteSpace(Info(files).Find("contact")?.TextOf(name))
        select new Problem($"/info/contact/{name}", "is missing");

    private static Place Info(ConnectorFiles files) => new(files.Definition["info"], "/info");

    private static IEnumerable<Problem> Forbidden(Place? place, string words) =>
        place?.Text is { } text && Regex.Match(text, words, RegexOptions.IgnoreCase) is { Success: true } match
            ? [new Problem(place.Pointer, $"may not have '{match.Value}' in it")]
            : [];
}
