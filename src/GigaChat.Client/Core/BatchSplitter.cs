namespace GigaChat.Core;

/// <summary>Sends many items in one request, and in several where the service refuses them together.</summary>
internal static class BatchSplitter
{
    /// <summary>
    /// Sends all items; a request that is too large for the service is repeated without the item to blame, else in halves.
    /// </summary>
    /// <param name="items">The indexes of the items.</param>
    /// <param name="send">Sends some of them in one request.</param>
    /// <param name="tryReject">
    /// Takes the item that the error names out of the list and says whether it did. Null where one item that is too large by itself
    /// fails the call.
    /// </param>
    /// <exception cref="GigaChatException">Any other error of a request.</exception>
    public static async Task SendAsync(
        IEnumerable<int> items, Func<IReadOnlyList<int>, Task> send, Func<GigaChatException, List<int>, bool>? tryReject = null)
    {
        var waiting = new Queue<List<int>>();
        waiting.Enqueue([.. items]);
        while (waiting.TryDequeue(out List<int>? batch))
        {
            if (batch.Count == 0)
                continue;
            try
            {
                await send(batch).ConfigureAwait(false);
            }
            catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.TooLarge)
            {
                if (tryReject?.Invoke(e, batch) == true)
                {
                    waiting.Enqueue(batch);
                    continue;
                }
                if (batch.Count == 1)
                    throw;
                int half = batch.Count / 2;
                waiting.Enqueue(batch[..half]);
                waiting.Enqueue(batch[half..]);
            }
        }
    }
}
