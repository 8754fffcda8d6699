using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FunctionsConnector.Benchmarks.Vendor;

/// <summary>
/// Simulates Autotask's tickets with minimal work: it stores a PATCH, returns Autotask's response, and returns the values when the
/// ticket is read. It checks no credentials and no rules. All other calls are forwarded to the Sandbox.
/// </summary>
internal sealed class StandIn(HttpClient sandbox)
{
    private const string Tickets = "/autotask/ATServicesRest/V1.0/Tickets";
    private const string Json = "application/json; charset=utf-8";

    private readonly ConcurrentDictionary<long, JsonElement> _patches = new();
    private readonly ConcurrentDictionary<long, JsonElement> _originals = new();

    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method == HttpMethods.Patch && path == Tickets)
        {
            return PatchAsync(context);
        }

        return context.Request.Method == HttpMethods.Get
            && path.Length > Tickets.Length + 1
            && path.StartsWith(Tickets, StringComparison.Ordinal)
            && long.TryParse(path.AsSpan(Tickets.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && _patches.TryGetValue(id, out var patch)
                ? ShowAsync(context, id, patch)
                : PassOnAsync(context);
    }

    private async Task PatchAsync(HttpContext context)
    {
        var length = (int)context.Request.ContentLength!.Value;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        await context.Request.Body.ReadExactlyAsync(buffer.AsMemory(0, length), context.RequestAborted);
        var patch = JsonElement.Parse(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        var id = patch.GetProperty("id"u8).GetInt64();
        _patches[id] = patch;
        await WriteAsync(context, Encoding.UTF8.GetBytes($$"""{"itemId":{{id}}}"""));
    }

    private async Task ShowAsync(HttpContext context, long id, JsonElement patch)
    {
        if (!_originals.TryGetValue(id, out var original))
        {
            using var response = await AskSandboxAsync(context);
            original = _originals[id] = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(context.RequestAborted)).GetProperty("item"u8);
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("item"u8);
            foreach (var field in original.EnumerateObject())
            {
                writer.WritePropertyName(field.Name);
                (patch.TryGetProperty(field.Name, out var changed) ? changed : field.Value).WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        await WriteAsync(context, buffer.WrittenMemory);
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var response = await AskSandboxAsync(context);
        var text = await response.Content.ReadAsStringAsync(context.RequestAborted);

        // Discovery returns the zone of this server.
        var own = $"http://{context.Request.Host}/";
        context.Response.StatusCode = (int)response.StatusCode;
        await WriteAsync(context, Encoding.UTF8.GetBytes(text.Replace(sandbox.BaseAddress!.ToString(), own, StringComparison.Ordinal)));
    }

    private async Task<HttpResponseMessage> AskSandboxAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"{context.Request.Path.ToUriComponent()}{context.Request.QueryString}");
        foreach (var name in (string[])["UserName", "Secret", "ApiIntegrationCode"])
        {
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)context.Request.Headers[name]!);
        }

        return await sandbox.SendAsync(request, context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
