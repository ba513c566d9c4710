using System.Management.Automation;
using GigaChat.Commands.Serialization;

namespace GigaChat.Commands.Chat;

/// <summary>What a called command writes, gathered up to what a result may hold.</summary>
internal sealed class FunctionOutput
{
    /// <summary>Characters. A longer result exceeds what models accept, and would be charged again with every following request.</summary>
    public const int MaxResultLength = 100_000;

    // The least that an object takes in JSON, such as {"a":1}, and a plain value with its comma.
    private const int MinObjectLength = 8;
    private const int MinValueLength = 2;

    private readonly ObjectSerializer _serializer = new(new SerializationOptions());
    private readonly List<PSObject?> _items = [];
    private readonly List<string> _errors = [];
    private long _length;

    /// <summary>There was more than a result may hold; the command was ended then.</summary>
    public bool IsTooLong => _length > MaxResultLength;

    /// <summary>Takes an object or error.</summary>
    /// <returns>Whether enough has come.</returns>
    public bool Add(PSObject? item)
    {
        switch (item?.BaseObject)
        {
            case ErrorRecord error:
                _errors.Add(error.ToString());
                _length += _errors[^1].Length;
                break;
            case string text:
                _items.Add(item);
                _length += MinValueLength + text.Length;
                break;
            case null or ValueType:
                _items.Add(item);
                _length += MinValueLength;
                break;
            default:
                _items.Add(item);
                _length += MinObjectLength;
                break;
        }
        return IsTooLong;
    }

    /// <summary>The result for the model: a JSON object.</summary>
    /// <param name="error">The error that ended the command; null where it came to its end.</param>
    public string ToResult(string? error)
    {
        if (IsTooLong)
            return TooLong();
        IEnumerable<string> errors = error is null ? _errors : _errors.Append(error);
        string message = string.Join("\n", errors);
        string result = message.Length == 0
            ? FunctionResult.FromJson(ToJson())
            : FunctionResult.FromError(message, _items.Count > 0 ? ToJson() : null);
        return result.Length <= MaxResultLength ? result : TooLong();
    }

    // Cut beyond the limit, so that one object of many megabytes is not written whole before it is found to be too long.
    private string ToJson() => _serializer.ToJson(_items, MaxResultLength + 1);

    private static string TooLong()
        => FunctionResult.FromError($"The result has more than {MaxResultLength} characters, which is too much. Ask for less.");
}
