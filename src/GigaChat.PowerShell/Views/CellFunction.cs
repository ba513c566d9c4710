using System.Management.Automation;

namespace GigaChat.Commands;

/// <summary>
/// A way to show one property, for format views: <c>[GigaChat.Commands.Cell]::Text[$_, 'Model']</c>. Constrained language forbids
/// calls of methods, and views run in the language mode of the session; reading a property with parameters is allowed there.
/// </summary>
public sealed class CellFunction
{
    private readonly Func<object, object?, object?[], string?> _show;

    internal CellFunction(Func<object?, string> show) => _show = (_, value, _) => show(value);

    internal CellFunction(Func<object, object?, object?[], string?> show) => _show = show;

    /// <summary>Shows a property.</summary>
    /// <param name="item">The object, also one that came out of a job or from another machine.</param>
    /// <param name="property">The name of the property.</param>
    public string? this[object? item, string property] => Show(item, property);

    /// <summary>Shows a property.</summary>
    /// <param name="item">The object, also one that came out of a job or from another machine.</param>
    /// <param name="property">The name of the property.</param>
    /// <param name="argument">What the way to show it needs: the width of the screen, for example.</param>
    public string? this[object? item, string property, object? argument] => Show(item, property, argument);

    /// <summary>Shows a property.</summary>
    /// <param name="item">The object, also one that came out of a job or from another machine.</param>
    /// <param name="property">The name of the property.</param>
    /// <param name="argument">What the way to show it needs: a colour, for example.</param>
    /// <param name="further">What else it needs: <c>$PSStyle</c>, for example.</param>
    public string? this[object? item, string property, object? argument, object? further] => Show(item, property, argument, further);

    private string? Show(object? item, string property, params object?[] arguments)
        => item is null ? "" : _show(item, PSObject.AsPSObject(item).Properties[property]?.Value, arguments);
}
