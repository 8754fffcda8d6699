using FunctionsConnector.Actions.Queue.Storage;

namespace FunctionsConnector.Server.Queue.Listening;

/// <summary>
/// How many messages are in hand: so many whose updates are being made, and at most as many again whose outcomes are only being put
/// where they belong. So a slow storage keeps no vendor waiting, and updates of one record still find each other; but what is in hand
/// stays bounded.
/// </summary>
/// <param name="concurrency">Places of each kind.</param>
internal sealed class MessagePlaces(int concurrency) : IDisposable
{
    private readonly SemaphoreSlim _updating = new(concurrency);
    private readonly SemaphoreSlim _settling = new(concurrency);

    /// <summary>A question for each single message would cost as much as its work.</summary>
    private readonly int _worthAsking = Math.Min(concurrency - (concurrency / 2), StorageQueue.LargestBatch);

    /// <summary>Waits until half of the places of updates are free, or as many as one question can fill, and takes all that one can.</summary>
    /// <returns>The places, each for one message.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task<IReadOnlyList<Place>> TakeAsync(CancellationToken cancellationToken)
    {
        var taken = new List<Place>(StorageQueue.LargestBatch);
        try
        {
            while (taken.Count < _worthAsking || (taken.Count < StorageQueue.LargestBatch && _updating.CurrentCount > 0))
            {
                await _updating.WaitAsync(cancellationToken);
                taken.Add(new Place(this));
            }
        }
        catch (OperationCanceledException)
        {
            taken.ForEach(place => place.Dispose());
            throw;
        }

        return taken;
    }

    public void Dispose()
    {
        _updating.Dispose();
        _settling.Dispose();
    }

    /// <summary>The place of one message. Dispose of it when the message is where it belongs, or there is none.</summary>
    public sealed class Place : IDisposable
    {
        private readonly MessagePlaces _places;
        private SemaphoreSlim _held;

        internal Place(MessagePlaces places) => (_places, _held) = (places, places._updating);

        /// <summary>Leaves the place of an update to another message, once there is one among those that are only put where they belong.</summary>
        public async Task SettleAsync()
        {
            await _places._settling.WaitAsync();
            _held.Release();
            _held = _places._settling;
        }

        public void Dispose() => _held.Release();
    }
}
