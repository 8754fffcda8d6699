using FunctionsConnector.Actions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsConnector;

/// <summary>The HTTP functions: one for each operation of the connector definition, the endpoint for agents, and the public routes.</summary>
/// <remarks>The functions' own keys are off, because <see cref="RequestHandler"/> checks the caller's key.</remarks>
public sealed class HttpFunctions(RequestHandler handler)
{
    private const AuthorizationLevel Open = AuthorizationLevel.Anonymous;

    [Function(nameof(UpdateField))]
    public Task UpdateField([HttpTrigger(Open, "patch", Route = RouteTemplates.Field)] HttpRequest request) => HandleAsync(request, nameof(UpdateField));

    [Function(nameof(UpdateFields))]
    public Task UpdateFields([HttpTrigger(Open, "patch", Route = RouteTemplates.Record)] HttpRequest request) => HandleAsync(request, nameof(UpdateFields));

    [Function(nameof(PreviewUpdate))]
    public Task PreviewUpdate([HttpTrigger(Open, "post", Route = RouteTemplates.Preview)] HttpRequest request) => HandleAsync(request, nameof(PreviewUpdate));

    [Function(nameof(QueueUpdate))]
    public Task QueueUpdate([HttpTrigger(Open, "post", Route = RouteTemplates.Queue)] HttpRequest request) => HandleAsync(request, nameof(QueueUpdate));

    [Function(nameof(UpdateRecords))]
    public Task UpdateRecords([HttpTrigger(Open, "post", Route = RouteTemplates.Bulk)] HttpRequest request) => HandleAsync(request, nameof(UpdateRecords));

    [Function(nameof(GetRecord))]
    public Task GetRecord([HttpTrigger(Open, "get", Route = RouteTemplates.Record)] HttpRequest request) => HandleAsync(request, nameof(GetRecord));

    [Function(nameof(ListFields))]
    public Task ListFields([HttpTrigger(Open, "get", Route = RouteTemplates.Fields)] HttpRequest request) => HandleAsync(request, nameof(ListFields));

    [Function(nameof(ListChoices))]
    public Task ListChoices([HttpTrigger(Open, "get", Route = RouteTemplates.Choices)] HttpRequest request) => HandleAsync(request, nameof(ListChoices));

    [Function(nameof(ListSystems))]
    public Task ListSystems([HttpTrigger(Open, "get", Route = RouteTemplates.Systems)] HttpRequest request) => HandleAsync(request, nameof(ListSystems));

    [Function(nameof(ListRecordTypes))]
    public Task ListRecordTypes([HttpTrigger(Open, "get", Route = RouteTemplates.RecordTypes)] HttpRequest request) => HandleAsync(request, nameof(ListRecordTypes));

    [Function(nameof(GetUpdateSchema))]
    public Task GetUpdateSchema([HttpTrigger(Open, "get", Route = RouteTemplates.UpdateSchema)] HttpRequest request) => HandleAsync(request, nameof(GetUpdateSchema));

    [Function(nameof(GetRecordSchema))]
    public Task GetRecordSchema([HttpTrigger(Open, "get", Route = RouteTemplates.RecordSchema)] HttpRequest request) => HandleAsync(request, nameof(GetRecordSchema));

    [Function(nameof(TestConnection))]
    public Task TestConnection([HttpTrigger(Open, "get", Route = RouteTemplates.Connection)] HttpRequest request) => HandleAsync(request, nameof(TestConnection));

    [Function(nameof(Agents))]
    public Task Agents([HttpTrigger(Open, "post", Route = RouteTemplates.Agents)] HttpRequest request) => HandleAsync(request, nameof(Agents));

    [Function(nameof(GetDefinition))]
    public Task GetDefinition([HttpTrigger(Open, "get", Route = RouteTemplates.Definition)] HttpRequest request) => HandleAsync(request, nameof(GetDefinition));

    [Function(nameof(GetLive))]
    public Task GetLive([HttpTrigger(Open, "get", Route = RouteTemplates.Live)] HttpRequest request) => HandleAsync(request, nameof(GetLive));

    [Function(nameof(GetReady))]
    public Task GetReady([HttpTrigger(Open, "get", Route = RouteTemplates.Ready)] HttpRequest request) => HandleAsync(request, nameof(GetReady));

    /// <summary>Answers every path and method without a function of its own, <c>GET /</c> included, so that unknown ones get a failure in JSON.</summary>
    [Function(nameof(Rest))]
    public Task Rest(
        [HttpTrigger(Open, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = RouteTemplates.Rest)] HttpRequest request) =>
        handler.HandleRestAsync(request.HttpContext);

    private Task HandleAsync(HttpRequest request, string name) => handler.HandleAsync(request.HttpContext, name);
}
