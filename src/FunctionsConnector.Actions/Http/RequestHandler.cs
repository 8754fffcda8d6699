using System.Collections.Frozen;
using System.Diagnostics;
using FunctionsConnector.Actions.Logs;
using FunctionsConnector.Actions.Operations;
using FunctionsConnector.Actions.Telemetry;
using FunctionsConnector.Core.Failures;
using FunctionsConnector.Core.Resilience;
using FunctionsConnector.Core.Secrets;
using Microsoft.AspNetCore.Http.Features;

namespace FunctionsConnector.Actions.Http;

/// <summary>
/// Answers an HTTP request, in both homes alike: gives it an id, checks its key, reads its body, runs its operation, and turns
/// whatever goes wrong into a failure in JSON.
/// </summary>
public sealed class RequestHandler
{
    private readonly HttpRoutes _routes;
    private readonly FrozenDictionary<string, HttpRoute> _byName;
    private readonly CallerCheck _callers;
    private readonly ActionRunner _runner;
    private readonly SecretRedactor _secrets;
    private readonly Timing _timing;
    private readonly TimeProvider _time;
    private readonly ILogger<RequestHandler> _logger;

    internal RequestHandler(
        HttpRoutes routes, CallerCheck callers, ActionRunner runner, SecretRedactor secrets, Timing timing, TimeProvider time, ILogger<RequestHandler> logger)
    {
        (_routes, _callers, _runner, _secrets, _timing, _time, _logger) = (routes, callers, runner, secrets, timing, time, logger);
        _byName = routes.All.ToFrozenDictionary(route => route.Name);
    }

    /// <summary>
    /// Answers a request for which the Functions host has chosen the route of this name. The host and the worker each read the path; where
    /// the worker has found another route, the values of the chosen one are missing, and there is no such route.
    /// </summary>
    public Task HandleAsync(HttpContext context, string name) =>
        _byName[name] is var route && route.HasValues(context.Request.RouteValues) ? HandleAsync(context, route) : HandleRestAsync(context);

    /// <summary>Answers a request of this route.</summary>
    public Task HandleAsync(HttpContext context, HttpRoute route) => AnswerAsync(context, route, (handler, context) => handler.ReplyAsync(context, route));

    /// <summary>Answers a request of a path and method that no route of its own takes.</summary>
    public Task HandleRestAsync(HttpContext context)
    {
        var (route, failure, allow) = _routes.Find(context.Request.Method, context.Request.Path);
        return route is not null ? HandleAsync(context, route) : AnswerAsync(context, route: null, (handler, context) => handler.RefuseAsync(context, failure!, allow));
    }

    private async Task AnswerAsync(HttpContext context, HttpRoute? route, Func<RequestHandler, HttpContext, ValueTask<ActionReply>> reply)
    {
        RequestId.Assign(context);

        // Under Azure Functions an invocation runs in the span of the worker's connection to its host, not in that of the request.
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        Activity.Current = span;
        try
        {
            await ReplyWriter.WriteAsync(context, await reply(this, context));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody reads an answer, and nothing is wrong with the connector.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ReplyWriter.WriteAsync(context, Refuse(context, caller: null, OfTheServer(exception)));
        }
        catch (Exception exception)
        {
            _logger.Broke(exception, context.Request.Method, context.TraceIdentifier);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            await ReplyWriter.WriteAsync(context, ActionReply.Of(InternalFailure.Value, context.TraceIdentifier));
        }

        ServerSpan.Describe(span, context, route);
    }

    private async ValueTask<ActionReply> ReplyAsync(HttpContext context, HttpRoute route)
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

        var operation = route.Operation!;
        var request = RequestReader.Read(context, admitted);
        if (operation.Route.HasBody)
        {
            if (!(await RequestBody.ReadAsync(context, _timing.Body, _time)).Succeeded(out var body, out var failure))
            {
                return _runner.Refuse(operation.Route, request, failure);
            }

            request = request with { Body = body };
        }

        return await _runner.RunAsync(operation.Route, operation.Action.Value, request, context.RequestAborted);
    }

    // Without a key nobody learns which routes exist.
    private async ValueTask<ActionReply> RefuseAsync(HttpContext context, Failure failure, string? allow)
    {
        var admitted = await _callers.CheckAsync(context);
        if (admitted.Refusal is null)
        {
            context.Response.Headers.Allow = allow;
        }

        return Refuse(context, admitted.Caller, admitted.Refusal ?? failure);
    }

    /// <summary>A failure outside of any operation: what it quotes of the request may have a key in it that was put in the wrong place.</summary>
    private ActionReply Refuse(HttpContext context, Security.Caller? caller, Failure failure)
    {
        _logger.Refused(context.Request.Method, caller, failure.Code.Name, context.TraceIdentifier, RequestReader.CorrelationOf(context));
        var reply = ActionReply.Of(failure, context.TraceIdentifier);
        return reply with { Body = _secrets.RedactJson(reply.Body) };
    }

    // The server's 408 for a body that trickles in is not passed on: a flow would send it again, and it would trickle again.
    private static Failure OfTheServer(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? RequestBody.TooLarge
        : new Failure(FailureCode.InvalidRequest, $"The request could not be read: {exception.Message}");
}
