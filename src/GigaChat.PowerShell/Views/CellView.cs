namespace GigaChat.Commands;

/// <summary>
/// A way to show a whole object, for format views; a property with parameters for the same reason as <see cref="CellFunction"/>.
/// </summary>
public sealed class CellView
{
    private readonly Func<object, int, object?, string> _show;

    internal CellView(Func<object, int, object?, string> show) => _show = show;

    /// <summary>Shows an object.</summary>
    /// <param name="item">The object, also one that came out of a job or from another machine.</param>
    /// <param name="width">The width of the screen, in characters; 0 or less where there is none.</param>
    /// <param name="style"><c>$PSStyle</c>.</param>
    public string this[object item, int width, object? style] => _show(item, width, style);
}
