using FunctionsConnector.Actions.Tests.Definition.Rules;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>
/// The rules for the files of the connector, by row. H: required by the store or the service. S: strongly recommended. P: rules of this
/// product. The end-to-end tests check the rows of P that need the running process.
/// </summary>
internal static class RuleBook
{
    public static readonly IReadOnlyDictionary<string, Func<ConnectorFiles, IEnumerable<Problem>>> All = new Dictionary<string, Func<ConnectorFiles, IEnumerable<Problem>>>
    {
        ["H1"] = StandardRules.ValidOpenApi,
        ["H2"] = StandardRules.PlatformSchema,
        ["H3"] = StandardRules.Size,
        ["H4"] = InfoRules.TitleLength,
        ["H5"] = InfoRules.TitleWords,
        ["H6"] = InfoRules.Description,
        ["H7"] = InfoRules.Metadata,
        ["H8"] = InfoRules.BrandColor,
        ["H9"] = InfoRules.Host,
        ["H10"] = InfoRules.Schemes,
        ["H11"] = OperationRules.Ids,
        ["H12"] = OperationRules.Summaries,
        ["H13"] = OperationRules.Descriptions,
        ["H14"] = ResponseRules.Statuses,
        ["H15"] = ResponseRules.Schemas,
        ["H16"] = OperationRules.NoBodyOnGet,
        ["H17"] = ParameterRules.InPaths,
        ["H18"] = ParameterRules.Names,
        ["H19"] = SchemaRules.Shapes,
        ["H20"] = SchemaRules.References,
        ["H21"] = ParameterRules.Hidden,
        ["H22"] = SchemaRules.Enumerations,
        ["H23"] = DynamicRules.Calls,
        ["H24"] = DynamicRules.References,
        ["H25"] = OperationRules.Paths,
        ["H26"] = StandardRules.Counts,
        ["H27"] = OperationRules.MediaTypes,
        ["H28"] = SecurityRules.Credentials,
        ["H29"] = ParameterRules.SummaryLengths,
        ["S1"] = ParameterRules.Explanations,
        ["S2"] = OperationRules.Wording,
        ["S3"] = ParameterRules.Punctuation,
        ["S4"] = ParameterRules.TitleCase,
        ["S5"] = InfoRules.Contact,
        ["S6"] = FolderRules.Certification,
        ["S7"] = OperationRules.Revisions,
        ["S8"] = OperationRules.Deprecations,
        ["S9"] = FolderRules.PolicyTemplates,
        ["S10"] = ReadmeRules.Sections,
        ["S11"] = PictureRules.Icon,
        ["S12"] = FolderRules.Script,
        ["S13"] = FolderRules.Settings,
        ["P10"] = ReadmeRules.Examples,
        ["P11"] = ReleaseRules.Compatible,
        ["P12"] = SecurityRules.Privacy,
    };

    /// <summary>The broken rows of a set of files.</summary>
    public static IReadOnlyList<string> Broken(ConnectorFiles files) => [.. All.Where(row => row.Value(files).Any()).Select(row => row.Key)];
}
