using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Tests.Definition.Reading;

namespace FunctionsConnector.EndToEnd.Tests.Definition;

/// <summary>The served operations. P1 checks that every operation is served.</summary>
internal static class Operations
{
    public static IReadOnlyList<SwaggerOperation> Of(SwaggerClient client) =>
        [.. ActionRoutes.All.Select(route => client.Swagger.Find(route.OperationId)).OfType<SwaggerOperation>()];

    /// <summary>The ids, for a test per operation.</summary>
    public static TheoryData<string> Ids => [.. ActionRoutes.All.Select(route => route.OperationId)];

    public static bool Takes(this SwaggerOperation operation, string input) =>
        operation.Parameters.Any(parameter => parameter.TextOf("name") == input) || operation.Body?.Find("properties")?.Has(input) is true;
}
