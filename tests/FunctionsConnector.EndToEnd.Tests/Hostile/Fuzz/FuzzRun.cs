using FunctionsConnector.EndToEnd.Tests.Hostile.Raw;

namespace FunctionsConnector.EndToEnd.Tests.Hostile.Fuzz;

/// <summary>Sends mutated requests with several workers, mostly on persistent connections.</summary>
/// <param name="server">The address of the server.</param>
/// <param name="seed">The seed of all randomness.</param>
/// <param name="secrets">The texts that no reply may contain.</param>
internal sealed class FuzzRun(Uri server, int seed, IReadOnlyList<string> secrets)
{
    private const int Workers = 8;

    /// <summary>One in this number of requests is mutated as bytes, including line ends and lengths. It needs its own connection.</summary>
    private const int OneWildIn = 16;

    /// <summary>Far above the timeout of a request.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private int _sent;
    private long _slowest;

    /// <summary>Requests sent so far.</summary>
    public int Sent => Volatile.Read(ref _sent);

    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    /// <summary>The errors with their requests.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>The number of replies by code.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Sends until this total number of requests.</summary>
    public Task SendAsync(int until) => Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(worker, until))));

    private async Task WorkAsync(int worker, int until)
    {
        var random = new Random(HashCode.Combine(seed, worker, until));
        var mutation = new Mutation(random);
        RawConnection? kept = null;
        while (Interlocked.Increment(ref _sent) <= until && Wrong.IsEmpty)
        {
            var valid = ValidRequests.All[random.Next(ValidRequests.All.Count)];
            var request = random.Next(20) == 0 ? valid : mutation.Of(valid);
            var isWild = random.Next(OneWildIn) == 0;
            var bytes = isWild ? mutation.Bytes(request.ToBytes()) : request.ToBytes();
            var start = TimeProvider.System.GetTimestamp();
            try
            {
                using var limit = new CancellationTokenSource(Longest);
                kept = isWild ? await SendWildAsync(bytes, kept, limit.Token) : await SendAsync(request, bytes, kept, limit.Token);
            }
            catch (Exception exception)
            {
                kept?.Dispose();
                kept = null;
                if (!isWild || exception is OperationCanceledException)
                {
                    Report(exception is OperationCanceledException ? "no reply in time" : exception.Message, bytes);
                }
            }

            Note(TimeProvider.System.GetElapsedTime(start));
        }

        kept?.Dispose();
        Interlocked.Decrement(ref _sent);
    }

    private async Task<RawConnection?> SendAsync(FuzzRequest request, byte[] bytes, RawConnection? kept, CancellationToken cancellationToken)
    {
        var connection = kept ?? await RawConnection.OpenAsync(server, cancellationToken);
        await connection.SendAsync(bytes, cancellationToken);
        var isHead = request.Method == "HEAD";
        var reply = await connection.ReadAsync(!isHead, cancellationToken);
        if (reply is null)
        {
            Report("no reply", bytes);
        }
        else
        {
            Check(reply, isHead, bytes);
        }

        if (reply is { Closes: false })
        {
            return connection;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>If bytes are missing, the request stays incomplete; surplus bytes are further requests.</summary>
    private async Task<RawConnection?> SendWildAsync(byte[] bytes, RawConnection? kept, CancellationToken cancellationToken)
    {
        using var connection = await RawConnection.OpenAsync(server, cancellationToken);
        await connection.SendAsync(bytes, cancellationToken);
        connection.EndSending();
        var isHead = bytes.AsSpan().StartsWith("HEAD "u8);
        while (await connection.ReadAsync(!isHead, cancellationToken) is { } reply)
        {
            Check(reply, isHead, bytes);
        }

        return kept;
    }

    private void Check(RawReply reply, bool isHead, byte[] bytes)
    {
        var outcome = reply.IsOfTheServer ? $"server {reply.Status}" : isHead ? "HEAD" : reply.Status == 200 ? "200" : $"{reply.Status}";
        if (ReplyRules.Problem(reply, isHead, secrets) is { } problem)
        {
            Report($"{problem} in {reply.Status} {reply.Text[..Math.Min(reply.Text.Length, 500)]}", bytes);
        }
        else if (outcome.Length == 3 && outcome != "200")
        {
            outcome = $"{outcome} {reply.Code}";
        }

        _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
    }

    private void Report(string problem, byte[] bytes) => Wrong.Enqueue(
        $"seed {seed}: {problem} <= {System.Text.Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 2000)))}");

    private void Note(TimeSpan elapsed)
    {
        for (var slowest = Interlocked.Read(ref _slowest); elapsed.Ticks > slowest; slowest = Interlocked.Read(ref _slowest))
        {
            Interlocked.CompareExchange(ref _slowest, elapsed.Ticks, slowest);
        }
    }
}
