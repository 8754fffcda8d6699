using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;

namespace FunctionsConnector.Actions;

/// <summary>The route table: the one place that says which operation has which route.</summary>
public static class ActionRoutes
{
    private const string Systems = "/api/systems";
    private const string RecordTypes = $"{Systems}/{{system}}/record-types";
    private const string Record = $"{Systems}/{{system}}/records/{{recordType}}/{{recordId}}";

    public static IReadOnlyList<ActionRoute> All { get; } =
    [
        Visible("UpdateField", "PATCH", $"{Record}/field", services => new UpdateFieldAction(services.GetRequiredService<Updater>())),
        Visible("UpdateFields", "PATCH", Record, services => new UpdateFieldsAction(services.GetRequiredService<Updater>())),
        Visible("PreviewUpdate", "POST", $"{Record}/preview", services => new PreviewUpdateAction(services.GetRequiredService<Updater>())),
        Visible("GetRecord", "GET", Record, services => new GetRecordAction(services.GetRequiredService<RecordReader>())),
        Visible("ListFields", "GET", $"{RecordTypes}/{{recordType}}/fields", services => new ListFieldsAction(services.GetRequiredService<TargetSystems>())),
        Visible("ListChoices", "GET", $"{RecordTypes}/{{recordType}}/choices", services => new ListChoicesAction(services.GetRequiredService<TargetSystems>())),
        Internal("ListSystems", "GET", Systems, services => new ListSystemsAction(services.GetRequiredService<TargetSystems>())),
        Internal("ListRecordTypes", "GET", RecordTypes, services => new ListRecordTypesAction(services.GetRequiredService<TargetSystems>())),
        Internal("GetUpdateSchema", "GET", $"{RecordTypes}/{{recordType}}/update-schema", services => new GetUpdateSchemaAction(services.GetRequiredService<TargetSystems>())),
        Internal("TestConnection", "GET", "/api/connection", services => new TestConnectionAction(services.GetRequiredService<TargetSystems>())),
    ];

    private static ActionRoute Visible(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Visible, create);

    private static ActionRoute Internal(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Internal, create);
}
