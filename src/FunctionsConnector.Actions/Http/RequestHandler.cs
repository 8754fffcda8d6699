using System.Collections.Frozen;
using System.Diagnostics;
using FunctionsConnector.Actions.Agents;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Parsing;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// Answers an HTTP request, in both homes alike: gives it an id, checks its key, reads its body, runs its operation, and returns every
/// error as a failure in JSON.
/// </summary>
public sealed class RequestHandler
{
    private readonly HttpRoutes _routes;
    private readonly FrozenDictionary<string, HttpRoute> _byName;
    private readonly CallerCheck _callers;
    private readonly Admission _admission;
    private readonly ActionRunner _runner;
    private readonly AgentEndpoint _agents;
    private readonly SecretRedactor _secrets;
    private readonly Timing _timing;
    private readonly TimeProvider _time;
    private readonly ILogger<RequestHandler> _logger;

    internal RequestHandler(
        HttpRoutes routes,
        CallerCheck callers,
        Admission admission,
        ActionRunner runner,
        AgentEndpoint agents,
        SecretRedactor secrets,
        Timing timing,
        TimeProvider time,
        ILogger<RequestHandler> logger)
    {
        (_routes, _callers, _admission, _runner, _agents) = (routes, callers, admission, runner, agents);
        (_secrets, _timing, _time, _logger) = (secrets, timing, time, logger);
        _byName = routes.All.ToFrozenDictionary(route => route.Name);
    }

    /// <summary>
    /// Answers a request for which the Functions host has chosen the route of this name. The host and the worker each read the path. Where
    /// the worker finds another route, the values of the chosen one are missing, and the reply is that there is no such route.
    /// </summary>
    public Task HandleAsync(HttpContext context, string name) =>
        _byName[name] is var route && route.HasValues(context.Request.RouteValues) ? HandleAsync(context, route) : HandleRestAsync(context);

    /// <summary>Answers a request of this route.</summary>
    public Task HandleAsync(HttpContext context, HttpRoute route) => AnswerAsync(context, route, (handler, context) => handler.ReplyAsync(context, route));

    /// <summary>Answers a request that no other route matches.</summary>
    public Task HandleRestAsync(HttpContext context)
    {
        var (route, failure, allow) = _routes.Find(context.Request.Method, context.Request.Path);
        return route is not null ? HandleAsync(context, route) : AnswerAsync(context, route: null, (handler, context) => handler.RefuseAsync(context, failure!, allow));
    }

    private async Task AnswerAsync(HttpContext context, HttpRoute? route, Func<RequestHandler, HttpContext, ValueTask<ActionReply?>> reply)
    {
        RequestId.Assign(context);

        // Under Azure Functions an invocation runs in the span of the worker's connection to its host, not in that of the request.
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        Activity.Current = span;
        try
        {
            // Null where the response is written.
            if (await reply(this, context) is { } made)
            {
                await ReplyWriter.WriteAsync(context, made);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has closed the connection. That is no error of the connector.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ReplyWriter.WriteAsync(context, Refuse(context, caller: null, OfServer(exception)));
        }
        catch (Exception exception)
        {
            _logger.Crashed(exception, context.Request.Method, context.TraceIdentifier);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await ReplyWriter.WriteAsync(context, ActionReply.Of(InternalFailure.Value, context.TraceIdentifier));
        }

        ServerSpan.Describe(span, context, route);
    }

    private async ValueTask<ActionReply?> ReplyAsync(HttpContext context, HttpRoute route)
    {
        if (route.Public is { } reply)
        {
            return reply(context.Request);
        }

        var admitted = await _callers.CheckAsync(context);
        if (admitted.Refusal is { } refusal)
        {
            return Refuse(context, admitted.Caller, refusal);
        }

        var hasBody = route.IsForAgents || route.Operation!.HasBody;
        if (!_admission.Enter(admitted.Caller!, hasBody ? RequestBody.MostBytesOf(context.Request) : 0).Succeeded(out var permit, out refusal))
        {
            return Refuse(context, admitted.Caller, refusal);
        }

        context.Response.RegisterForDispose(permit);
        var request = RequestReader.Read(context, admitted);
        if (hasBody)
        {
            if (!(await RequestBody.ReadAsync(context, _timing.Body, _time)).Succeeded(out var body, out refusal))
            {
                return Refuse(context, route, request, refusal);
            }

            var start = _time.GetTimestamp();
            if (await _admission.StartAsync(permit, body, _timing.UntilStarted - request.Waited, context.RequestAborted) is { } late)
            {
                return Refuse(context, route, request, late);
            }

            request = request with { Body = body, Waited = request.Waited + _time.GetElapsedTime(start) };
        }

        if (!route.IsForAgents)
        {
            return await _runner.RunAsync(route.Operation!, route.Action!.Value, request, context.RequestAborted);
        }

        // What no operation would take: the SDK has no reason to give for it.
        if (JsonBody.Read(request, allowed: null).Failure is { } invalid)
        {
            return Refuse(context, admitted.Caller, invalid);
        }

        await _agents.AnswerAsync(context, request with { IsFromAgent = true });
        return null;
    }

    private ActionReply Refuse(HttpContext context, HttpRoute route, ActionRequest request, Failure failure) =>
        route.Operation is { } operation ? _runner.Refuse(operation, request, failure) : Refuse(context, request.Caller, failure);

    // Only an authenticated caller learns which routes exist.
    private async ValueTask<ActionReply?> RefuseAsync(HttpContext context, Failure failure, string? allow)
    {
        var admitted = await _callers.CheckAsync(context);
        if (admitted.Refusal is null)
        {
            context.Response.Headers.Allow = allow;
        }

        return Refuse(context, admitted.Caller, admitted.Refusal ?? failure);
    }

    /// <summary>A failure outside of any operation. It may quote a part of the request into which the caller has put a key.</summary>
    private ActionReply Refuse(HttpContext context, Security.Caller? caller, Failure failure)
    {
        _logger.Refused(context.Request.Method, caller, failure.Code.Name, context.TraceIdentifier, RequestReader.CorrelationOf(context));
        var reply = ActionReply.Of(failure, context.TraceIdentifier);
        return reply with { Body = _secrets.RedactJson(reply.Body) };
    }

    // The server's 408 for a slow body becomes a 400: a flow would repeat a 408, just as slowly.
    private static Failure OfServer(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? RequestBody.TooLarge
        : new Failure(FailureCode.InvalidRequest, $"The request could not be read: {exception.Message}");
}
