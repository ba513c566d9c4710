namespace GigaChat.Commands.Infrastructure;

/// <summary>The progress of work on many items.</summary>
internal interface IItemProgress
{
    /// <summary>More items are under way.</summary>
    void Begin(int items);

    /// <summary>No more items will come: the total is known from now on.</summary>
    void CompleteAdding();

    /// <summary>Items that were under way are done.</summary>
    void Finish(int items);

    /// <summary>Shows the counts.</summary>
    void Show();

    /// <summary>Removes the progress bar.</summary>
    void End();
}
