using System.Collections.Frozen;
using FunctionsConnector.Core.Catalog;
using FunctionsConnector.Core.Targets.Profiles.Format;

namespace FunctionsConnector.Core.Targets.Profiles.Reading;

/// <summary>Reads the fields and choices of a profile.</summary>
/// <param name="values">The names that a URL template may take of a record type.</param>
internal sealed class FieldReader(IReadOnlyList<string> values)
{
    private static readonly FrozenDictionary<string, FieldType?> Types = new Dictionary<string, FieldType?>
    {
        ["text"] = FieldType.Text,
        ["integer"] = FieldType.Integer,
        ["decimal"] = FieldType.Decimal,
        ["boolean"] = FieldType.Boolean,
        ["dateTime"] = FieldType.DateTime,
        ["date"] = FieldType.Date,
        ["guid"] = FieldType.Guid,
        ["none"] = null,
    }.ToFrozenDictionary();

    public ProfileFields Read(ProfileNode node)
    {
        var known = node.Objects("known", Known);
        foreach (var twice in known.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            node.Problem("known", $"has the field '{twice.Key}' twice. Describe each field once.");
        }

        var calls = node.Objects("calls", Call);
        if (known.Count == 0 && !node.Has("calls"))
        {
            node.Problem("known", "is missing. Add a list of fields, or calls that list them.");
        }

        return new ProfileFields(known, calls, node.Map("types", Type), node.Texts("readOnlyPrefixes"));
    }

    public ChoiceCall? ReadChoices(ProfileNode node)
    {
        var (url, items, choices) = (node.Template("url", values, []), node.Path("items", isRequired: true), Choices(node));
        var (name, next) = (node.Text("fieldName"), node.Path("next"));
        if (name is not null && node.Has("field"))
        {
            node.Problem("fieldName", "and field exclude each other: one name for all items, or a pointer to the name in each.");
        }

        var field = name is null ? node.Path("field", isRequired: true) : null;
        return url is null || items is null || choices is null ? null : new ChoiceCall(url, items, choices) { Field = field, FieldName = name, Next = next };
    }

    private static Field? Known(ProfileNode node)
    {
        var (name, label, type) = (node.Text("name", isRequired: true), node.Text("label", isRequired: true), node.One("type", Types));
        var choices = node.Objects("choices", choice =>
            (choice.Text("id", isRequired: true), choice.Text("label", isRequired: true)) is ({ } id, { } text) ? new Choice(id, text) : null);
        var (isReadOnly, isRequired, isList, length) =
            (node.Flag("readOnly"), node.Flag("required"), node.Flag("list"), node.Number("maxLength", 1, int.MaxValue));
        return name is null || label is null ? null : new Field(name, label, type ?? FieldType.Text)
        {
            IsWritable = !isReadOnly,
            IsRequired = isRequired,
            AllowsMultiple = isList,
            MaxLength = length,
            Choices = choices.Count == 0 ? null : choices,
        };
    }

    private static ProfileFieldType Type(ProfileNode node) => new(node.One("type", Types))
    {
        ReadOnly = node.Text("readOnly"),
        IsList = node.Flag("list"),
        IsHtml = node.Flag("html"),
        Value = node.Has("value") ? node.FieldPath("value") : null,
    };

    private FieldCall? Call(ProfileNode node)
    {
        var (url, items, name, type) = (node.Template("url", values, []), node.Path("items", isRequired: true), node.Path("name", isRequired: true), node.Path("type"));
        var next = node.Path("next");
        var (label, length, refersTo, parent) = (node.Path("label"), node.Path("maxLength"), node.Path("refersTo"), node.Path("parent"));
        var (required, readOnly) = (node.Object("required", ConditionReader.Read), node.Objects("readOnly", ConditionReader.Read));
        var (list, skip, choices) = (node.Object("list", ConditionReader.Read), node.Object("skip", ConditionReader.Read), node.Object("choices", Choices));
        return url is null || items is null || name is null ? null : new FieldCall(url, items, name)
        {
            Next = next,
            Type = type,
            Label = label,
            MaxLength = length,
            RefersTo = refersTo,
            Parent = parent,
            Required = required,
            ReadOnly = readOnly,
            List = list,
            Skip = skip,
            Choices = choices,
        };
    }

    private static ChoiceForm? Choices(ProfileNode node)
    {
        var (options, id, label) = (node.Paths("options"), node.Path("id", isRequired: true), node.Path("label"));
        var (inactive, parent) = (node.Object("inactive", ConditionReader.Read), node.Path("parentId"));
        return id is null ? null : new ChoiceForm(options, id, label, inactive, parent);
    }
}
