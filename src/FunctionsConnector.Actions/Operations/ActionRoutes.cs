using FunctionsConnector.Actions.Http;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Queue.Storage;
using FunctionsConnector.Actions.Rendering;
using FunctionsConnector.Core.Reading;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Targets;
using FunctionsConnector.Core.Updates;
using FunctionsConnector.Core.Updates.Bulk;

namespace FunctionsConnector.Actions.Operations;

/// <summary>The route table: it alone defines the route of each operation.</summary>
public static class ActionRoutes
{
    public static IReadOnlyList<ActionRoute> All { get; } =
    [
        Visible("UpdateField", "PATCH", RouteTemplates.Field, services => new UpdateAction(UpdaterOf(services), UpdateFieldBody.Read)),
        Visible("UpdateFields", "PATCH", RouteTemplates.Record, services => new UpdateAction(UpdaterOf(services), UpdateFieldsBody.Read)),
        Visible("PreviewUpdate", "POST", RouteTemplates.Preview, services => new PreviewUpdateAction(UpdaterOf(services))),
        Visible("QueueUpdate", "POST", RouteTemplates.Queue, services => new QueueUpdateAction(UpdaterOf(services), services.GetRequiredService<ConfiguredQueues>())),
        Visible("UpdateRecords", "POST", RouteTemplates.Bulk, NewBulk) with { Writes = true },
        Visible("GetRecord", "GET", RouteTemplates.Record, services => new GetRecordAction(ReaderOf(services))),
        Visible("ListFields", "GET", RouteTemplates.Fields, services => new ListFieldsAction(SystemsOf(services))),
        Visible("ListChoices", "GET", RouteTemplates.Choices, services => new ListChoicesAction(SystemsOf(services))),
        Internal("ListSystems", "GET", RouteTemplates.Systems, services => new ListSystemsAction(SystemsOf(services))),
        Internal("ListRecordTypes", "GET", RouteTemplates.RecordTypes, services => new ListRecordTypesAction(SystemsOf(services))),
        Internal("GetUpdateSchema", "GET", RouteTemplates.UpdateSchema, services => new SchemaAction(SystemsOf(services), UpdateSchema.Render)),
        Internal("GetRecordSchema", "GET", RouteTemplates.RecordSchema, services => new SchemaAction(SystemsOf(services), RecordSchema.Render)),
        Internal("TestConnection", "GET", RouteTemplates.Connection, services => new TestConnectionAction(SystemsOf(services))),
    ];

    private static ActionRoute Visible(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Visible, create);

    private static ActionRoute Internal(string operationId, string method, string template, Func<IServiceProvider, IAction> create) =>
        new(operationId, method, template, ActionVisibility.Internal, create);

    private static Updater UpdaterOf(IServiceProvider services) => services.GetRequiredService<Updater>();

    private static UpdateRecordsAction NewBulk(IServiceProvider services) => new(
        services.GetRequiredService<BulkUpdater>(),
        services.GetRequiredService<ConfiguredQueues>(),
        services.GetRequiredService<Timing>(),
        services.GetRequiredService<TimeProvider>());

    private static RecordReader ReaderOf(IServiceProvider services) => services.GetRequiredService<RecordReader>();

    private static TargetSystems SystemsOf(IServiceProvider services) => services.GetRequiredService<TargetSystems>();
}
