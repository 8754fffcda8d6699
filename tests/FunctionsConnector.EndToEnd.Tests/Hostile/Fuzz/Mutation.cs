namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Randomly changes a valid request: its path, query, method, headers, or its body as JSON or as bytes.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Methods = ["GET", "PATCH", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "patch", "PROPFIND", "M-SEARCH", "X"];

    private static readonly string[] PathPieces =
    [
        "..", ".", "%2e%2e", "%2F", "%5C", "\\", "//", "%252F", "%00", "%0D%0A", "%0D%0AX-Injected:%201", "%E2%80%AE", "%ED%A0%80", "%C3", "%FF", "%", "%zz",
        "'", "\"", ";", "@evil.example", ":8080", "*", "{system}", "<script>", "0", "-1", "1e3", "99999999999999999999", "169.254.169.254", "null", "~", "$&", "%23", "%3F", "🎫",
    ];

    private static readonly string[] HeaderNames =
    [
        "x-api-key", "X-API-KEY", "Content-Type", "Accept", "Host2", "x-ms-client-request-id", "x-ms-workflow-run-id", "X-Azure-Functions-InvocationId", "X-Forwarded-For",
        "X-Forwarded-Host", "X-HTTP-Method-Override", "X-Original-URL", "Origin", "Access-Control-Request-Method", "Cookie", "Range", "If-Match", "Accept-Encoding", "Expect2", "traceparent",
    ];

    private static readonly string[] HeaderValues =
    [
        "", " ", "application/json", "text/plain", "application/json; charset=utf-7", "application/json;;;", "*/*", "wrong", "null", "{}", "%0d%0a", "\u00ff\u00fe", "\t", ",", "a,b", "1", "bytes=0-",
        "http://evil.example", "00-ffffffffffffffffffffffffffffffff-ffffffffffffffff-01",
    ];

    private readonly JsonMutation _json = new(random);

    public FuzzRequest Of(FuzzRequest request)
    {
        // Mostly changes the body or the query, because other errors are refused before the action runs.
        for (var times = 1 + random.Next(2); times > 0; times--)
        {
            request = random.Next(20) switch
            {
                0 => request with { Method = Pick(Methods) },
                <= 2 => request with { Target = Path(request.Target) },
                <= 4 => request with { Target = Query(request.Target) },
                <= 6 => request with { Headers = Headers(request.Headers) },
                <= 9 when request.Body is { } body => request with { Body = Bytes(body) },
                _ when request.Body is { } body => request with { Body = Encoding.UTF8.GetBytes(_json.Of(Encoding.UTF8.GetString(body))) },
                _ => request with { Target = random.Next(3) == 0 ? Path(request.Target) : Query(request.Target) },
            };
        }

        return request;
    }

    /// <summary>Flips, drops, doubles and inserts bytes anywhere.</summary>
    public byte[] Bytes(byte[] bytes)
    {
        var changed = bytes.ToList();
        for (var times = 1 + random.Next(4); times > 0 && changed.Count > 0; times--)
        {
            var at = random.Next(changed.Count);
            var length = Math.Min(1 + random.Next(8), changed.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    changed[at] = (byte)random.Next(256);
                    break;
                case 1:
                    changed.RemoveRange(at, length);
                    break;
                case 2:
                    changed.InsertRange(at, changed.GetRange(at, length));
                    break;
                case 3:
                    changed.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
            }
        }

        return [.. changed];
    }

    private string Path(string target)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[mark..]) : (target, string.Empty);
        var segments = path.Split('/').ToList();
        var at = random.Next(1, segments.Count);
        switch (random.Next(6))
        {
            case 0:
                segments[at] = Pick(PathPieces);
                break;
            case 1:
                segments[at] = segments[at].Insert(random.Next(segments[at].Length + 1), Pick(PathPieces));
                break;
            case 2:
                segments.RemoveAt(at);
                break;
            case 3:
                segments.Insert(at, Pick(PathPieces));
                break;
            case 4:
                segments[at] = new string('a', random.Next(3000));
                break;
            default:
                segments[at] = random.Next(2) == 0 ? segments[at].ToUpperInvariant() : $"{random.Next(2000)}";
                break;
        }

        return Sendable($"/{string.Join('/', segments.Skip(1))}{query}");
    }

    private string Query(string target) => Sendable(
        $"{target}{(target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Pick(["field", "fields", "search", "search", "writable", "FIELD", "a[]", "", "%00"])}={Pick(PathPieces)}{new string('&', random.Next(50))}");

    private List<(string Name, string Value)> Headers(IReadOnlyList<(string Name, string Value)> headers)
    {
        var changed = headers.ToList();
        var (name, value) = (Pick(HeaderNames), Pick(HeaderValues));
        switch (random.Next(4))
        {
            case 0 when changed.Count > 0:
                changed.RemoveAt(random.Next(changed.Count));
                break;
            case 1 when changed.Count > 0:
                var at = random.Next(changed.Count);
                changed[at] = (changed[at].Name, random.Next(2) == 0 ? value : changed[at].Value + value);
                break;
            case 2:
                changed.Add((name, new string('h', random.Next(6000))));
                break;
            default:
                changed.Add((name, value));
                break;
        }

        return changed;
    }

    private string Pick(string[] from) => from[random.Next(from.Length)];

    /// <summary>A request line contains visible ASCII; other characters are percent-encoded UTF-8.</summary>
    private static string Sendable(string target) => string.Concat(
        Encoding.UTF8.GetBytes(target).Select(one => one is > 32 and < 127 ? ((char)one).ToString() : $"%{one:X2}"));
}
