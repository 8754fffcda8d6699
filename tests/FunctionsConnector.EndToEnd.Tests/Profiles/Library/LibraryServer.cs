using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FunctionsConnector.EndToEnd.Tests.Profiles.Library;

/// <summary>
/// The Library of docs/profiles/README.md, on a socket of this machine: one book, and its shelves. It also has versions, which that page does
/// not say: an update may name the version of the book, and one with another version is refused. Thread-safe.
/// </summary>
internal sealed class LibraryServer : IAsyncDisposable
{
    public const string Key = "library-key-55d1~";
    public const string Stale = "Somebody changed the book.";

    private readonly WebApplication _server;
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<(string Method, string Path, string Body, int Status)> _calls = new();
    private JsonObject _book = new() { ["number"] = 7, ["title"] = "Poems", ["shelf"] = 3, ["updated"] = "2026-01-15T09:00:00Z", ["version"] = 1 };

    private LibraryServer(WebApplication server) => _server = server;

    public Uri Url => new($"{_server.Urls.Single()}/");

    /// <summary>The calls so far.</summary>
    public IReadOnlyCollection<(string Method, string Path, string Body, int Status)> Calls => _calls;

    /// <summary>Answers an update before the server looks at it; null leaves it to the server.</summary>
    public Func<JsonObject, (int Status, string Body)?> Refuse { get; set; } = _ => null;

    /// <summary>A copy of the book.</summary>
    public JsonObject Book
    {
        get
        {
            lock (_gate)
            {
                return _book.DeepClone().AsObject();
            }
        }
    }

    /// <summary>The shelves by id.</summary>
    public Dictionary<int, string> Shelves { get; } = new() { [3] = "Poems", [4] = "Novels" };

    /// <summary>The link from a page of shelves to the next one; null for all shelves on one page.</summary>
    public Func<int, JsonNode?>? NextPage { get; set; }

    public static async Task<LibraryServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var library = new LibraryServer(builder.Build());
        library._server.Run(library.AnswerAsync);
        await library._server.StartAsync(TestContext.Current.CancellationToken);
        return library;
    }

    /// <summary>Changes a property of the book, as somebody else would.</summary>
    public void Set(string property, JsonNode? value) => Change(new JsonObject { [property] = value });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var (status, answer) = context.Request.Headers["X-Library-Key"] == Key ? Answer(context.Request, body) : Problem(401, "Unknown key.");
        _calls.Enqueue((context.Request.Method, context.Request.Path.ToString(), body, status));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer, context.RequestAborted);
    }

    private (int Status, string Body) Answer(HttpRequest request, string body) => (request.Method, request.Path.ToString()) switch
    {
        ("GET", "/v1/shelves") => (200, ShelvesOn(int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var page) ? page : 1).ToJsonString()),
        ("GET", "/v1/books/7") => (200, new JsonObject { ["book"] = Book }.ToJsonString()),
        ("PATCH", "/v1/books/7") => Refuse(JsonNode.Parse(body)!.AsObject()) ?? Change(JsonNode.Parse(body)!["book"]!.AsObject()),
        _ => Problem(404, "There is no such book."),
    };

    private JsonObject ShelvesOn(int page)
    {
        var shown = NextPage is null ? Shelves : Shelves.Skip(page - 1).Take(1);
        var answer = new JsonObject { ["shelves"] = new JsonArray([.. shown.Select(shelf => (JsonNode)new JsonObject { ["id"] = shelf.Key, ["name"] = shelf.Value })]) };
        if (NextPage?.Invoke(page) is { } next)
        {
            answer["next"] = next;
        }

        return answer;
    }

    private (int Status, string Body) Change(JsonObject changes)
    {
        lock (_gate)
        {
            if (changes["version"] is { } version && !JsonNode.DeepEquals(version, _book["version"]))
            {
                return Problem(409, Stale);
            }

            var book = _book.DeepClone().AsObject();
            foreach (var (name, value) in changes)
            {
                book[name] = value?.DeepClone();
            }

            book["version"] = _book["version"]!.GetValue<int>() + 1;
            _book = book;
            return (200, new JsonObject { ["book"] = book.DeepClone() }.ToJsonString());
        }
    }

    private static (int Status, string Body) Problem(int status, string text) =>
        (status, new JsonObject { ["problems"] = new JsonArray(new JsonObject { ["text"] = text }) }.ToJsonString());
}
