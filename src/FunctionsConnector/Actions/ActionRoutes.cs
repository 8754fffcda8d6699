using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Queue.Storage;

namespace FunctionsConnector.Actions;

/// <summary>The route table: the one place that says which operation has which route.</summary>
public static class ActionRoutes
{
    private const string Systems = "/api/systems";
    private const string RecordTypes = $"{Systems}/{{system}}/record-types";
    private const string Record = $"{Systems}/{{system}}/records/{{recordType}}/{{recordId}}";

    public static IReadOnlyList<ActionRoute> All { get; } =
    [
        Visible("UpdateField", "PATCH", $"{Record}/field", services => new UpdateFieldAction(UpdaterOf(services))),
        Visible("UpdateFields", "PATCH", Record, services => new UpdateFieldsAction(UpdaterOf(services))),
        Visible("PreviewUpdate", "POST", $"{Record}/preview", services => new PreviewUpdateAction(UpdaterOf(services))),
        Visible("QueueUpdate", "POST", $"{Record}/queue", services => new QueueUpdateAction(UpdaterOf(services), services.GetRequiredService<ConfiguredQueues>())),
        Visible("GetRecord", "GET", Record, services => new GetRecordAction(ReaderOf(services))),
        Visible("ListFields", "GET", $"{RecordTypes}/{{recordType}}/fields", services => new ListFieldsAction(SystemsOf(services))),
        Visible("ListChoices", "GET", $"{RecordTypes}/{{recordType}}/choices", services => new ListChoicesAction(SystemsOf(services))),
        Internal("ListSystems", "GET", Systems, services => new ListSystemsAction(SystemsOf(services))),
        Internal("ListRecordTypes", "GET", RecordTypes, services => new ListRecordTypesAction(SystemsOf(services))),
        Internal("GetUpdateSchema", "GET", $"{RecordTypes}/{{recordType}}/update-schema", services => new GetUpdateSchemaAction(SystemsOf(services))),
        Internal("TestConnection", "GET", "/api/connection", services => new TestConnectionAction(SystemsOf(services))),
    ];

    private static ActionRoute Visible(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Visible, create);

    private static ActionRoute Internal(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Internal, create);

    private static Updater UpdaterOf(IServiceProvider services) => services.GetRequiredService<Updater>();

    private static RecordReader ReaderOf(IServiceProvider services) => services.GetRequiredService<RecordReader>();

    private static TargetSystems SystemsOf(IServiceProvider services) => services.GetRequiredService<TargetSystems>();
}
