using System.Text.RegularExpressions;

namespace FunctionsConnector.Actions.Tests.Definition;

/// <summary>Optional properties of operations that make actions easier to use.</summary>
public sealed class DesignerTests
{
    /// <summary>What only the administrators of the connector know.</summary>
    private const string InnerWords = @"results queue|message of the queue|\b(logs?|vault|process|instance|worker|catalog|cache|token|poison|PATCH|POST)\b";

    private readonly Swagger _swagger = new(ConnectorFiles.Read().Definition);

    [Fact]
    public void Every_operation_has_a_visibility() =>
        _swagger.Operations.Where(operation => operation.At.TextOf("x-ms-visibility") is null).ShouldBeEmpty();

    [Fact]
    public void Every_picker_and_form_works_in_old_and_new_designers() =>
        DynamicUse.All(_swagger).Where(use => !use.Input.Has(DynamicUse.Siblings[use.At.Name])).ShouldBeEmpty();

    [Fact]
    public void Every_operation_describes_its_failures() =>
        _swagger.Operations.Where(operation => !operation.Responses.Any(response => response.Name.StartsWith('4'))).ShouldBeEmpty();

    [Fact]
    public void Only_successes_have_schemas() =>
        _swagger.Operations.SelectMany(operation => operation.Responses).Where(response => response.Has("schema") && response.Name != "200").ShouldBeEmpty();

    [Fact]
    public void No_reply_requires_anything() => _swagger.Operations
        .Select(operation => operation.Reply!)
        .SelectMany(reply => reply.All.Where(place => place.Name == "required" && place.Items.Any()))
        .ShouldBeEmpty();

    [Fact]
    public void An_agent_asks_before_it_writes_and_only_then() => _swagger.Operations
        .Where(operation => operation.At.Find("x-ms-require-user-confirmation")?.IsTrue is true)
        .Select(operation => operation.Id)
        .ShouldBe(["UpdateField", "UpdateFields", "QueueUpdate", "UpdateRecords"], ignoreOrder: true);

    [Fact]
    public void Every_action_with_values_explains_blank() => _swagger.Operations
        .Where(operation => operation.Body is not null)
        .Where(operation => !operation.At.TextOf("description")!.Contains("blank", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void No_text_has_a_word_that_only_administrators_know() => _swagger.Root.All
        .Where(place => place.Name is "summary" or "description" or "x-ms-summary" or "displayName" && place.Text is not null)
        .Where(place => Regex.IsMatch(place.Text!, InnerWords, RegexOptions.IgnoreCase))
        .Select(place => $"{place.Pointer}: {place.Text}")
        .ShouldBeEmpty();

    [Theory]
    [InlineData("values")]
    [InlineData("labels")]
    public void A_record_has_an_output_per_field(string outputs) => DynamicUse.Of(_swagger, _swagger.Find("GetRecord")!)
        .Where(use => use.Input.Name == outputs)
        .Select(use => (use.At.Name, use.OperationId))
        .ShouldBe([("x-ms-dynamic-schema", "GetRecordSchema"), ("x-ms-dynamic-properties", "GetRecordSchema")]);
}
