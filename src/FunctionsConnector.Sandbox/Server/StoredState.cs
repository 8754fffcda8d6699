namespace FunctionsConnector.Sandbox.Server;

/// <summary>The state of a record of a simulated system, with its history.</summary>
internal abstract class StoredState<TState>(TState initial)
    where TState : class
{
    private volatile TState _state = initial;
    private volatile Earlier<TState>? _earlier;
    private List<TState>? _history;

    public TState State => _state;

    protected Lock Gate { get; } = new();

    /// <summary>The state that a GET shows.</summary>
    /// <param name="changedSince">Later changes are not shown yet.</param>
    public TState Visible(TimeSpan changedSince) => _earlier is { } earlier && earlier.Until > changedSince ? earlier.State : _state;

    /// <summary>Keeps every state from now on, the present one first.</summary>
    public void KeepHistory()
    {
        lock (Gate)
        {
            _history = [_state];
        }
    }

    /// <summary>The states since <see cref="KeepHistory"/>, oldest first.</summary>
    public IReadOnlyList<TState> History()
    {
        lock (Gate)
        {
            return [.. _history ?? []];
        }
    }

    /// <summary>Sets the state. The caller holds <see cref="Gate"/>.</summary>
    /// <param name="state">The state.</param>
    /// <param name="changedAt">The monotonic time of a change that reads may show late; null for one that they show at once.</param>
    protected void Become(TState state, TimeSpan? changedAt = null)
    {
        if (changedAt is { } now)
        {
            _earlier = new(_state, now);
        }

        Replace(state);
        _history?.Add(state);
    }

    /// <summary>Sets the state without an entry in the history. The caller holds <see cref="Gate"/>.</summary>
    protected void Replace(TState state) => _state = state;
}
