using FunctionsConnector.Actions.Agents;
using ModelContextProtocol.Protocol;

namespace FunctionsConnector.Actions.Tests.Agents;

/// <summary>The tools take what the operations of the connector definition take.</summary>
public sealed class AgentToolTests
{
    private static readonly Swagger Definition = new(ConnectorFiles.Read().Definition);

    private static readonly IList<Tool> Tools = AgentTools.Read().Tools;

    [Fact]
    public void A_tool_takes_the_parameters_and_the_body_of_its_operation()
    {
        foreach (var tool in Tools)
        {
            var operation = Definition.Find(AgentTools.OperationOf(tool.Name)).ShouldNotBeNull(tool.Name);
            var parameters = operation.Parameters.Select(parameter => parameter.TextOf("name")!)
                .Concat(operation.Body?.Find("properties")?.Properties.Select(property => property.Name) ?? []);

            tool.InputSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name).ShouldBe(parameters, ignoreOrder: true, tool.Name);
        }
    }

    [Fact]
    public void Every_operation_that_flows_see_is_a_tool()
    {
        var visible = Definition.Operations.Where(operation => !operation.IsInternal).Select(operation => operation.Id);

        visible.Except(Tools.Select(tool => AgentTools.OperationOf(tool.Name))).ShouldBeEmpty();
    }

    [Fact]
    public void A_tool_only_reads_where_its_operation_neither_writes_nor_queues()
    {
        foreach (var tool in Tools)
        {
            (tool.Annotations!.ReadOnlyHint, tool.Annotations.DestructiveHint)
                .ShouldBe(tool.Name is "update_field" or "update_fields" or "queue_update" or "update_records" ? (false, true) : (true, false), tool.Name);
        }
    }

    [Fact]
    public void No_schema_has_a_list_of_types_which_some_agents_cannot_read()
    {
        foreach (var tool in Tools)
        {
            tool.InputSchema.GetRawText().ShouldNotContain("\"type\":[");
        }
    }
}
