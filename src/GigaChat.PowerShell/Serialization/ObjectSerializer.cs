using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>
/// Objects of the pipeline as text for a model: one form for prompts, results of functions, token counts, embeddings, batches and checks.
/// In this order: text as it is; records of streams and errors as their message; matches as <c>path:line:text</c>; XML as XML; bytes as
/// the text they are; plain data (custom objects, dictionaries, lists, rows) whole, as compact JSON; objects of the system as the
/// properties that their view shows, with those inside of them as text. It reads properties and calls no command, so strict mode,
/// preferences and the language mode of the caller have no part in it.
/// </summary>
internal sealed class ObjectSerializer
{
    private readonly SerializationOptions _options;
    private readonly ObjectWriter _writer;
    private readonly HashSet<string> _warned = [];

    /// <summary>Creates a serializer for one cmdlet; it keeps what it finds out about types.</summary>
    /// <param name="options">What is written of an object.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>: a pattern of properties is none.</exception>
    public ObjectSerializer(SerializationOptions options)
    {
        foreach (string pattern in options.Properties ?? [])
            _ = NamePattern.Parse(pattern);
        _options = options;
        _writer = new ObjectWriter(options, Warn);
    }

    /// <summary>An object as text: its own, or one line of JSON.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: it has no text, and why; <see cref="GigaChatErrorKind.TooLarge"/>.
    /// </exception>
    public string ToText(object? item) => Run(() =>
    {
        object? value = item.Unwrap();
        if (value is null)
            return "";
        if (value is string text)
            return text;
        if (_options.Properties is not null && ObjectKind.HasChoosableProperties(value))
            return _writer.Write(item);
        return FindOwnText(item!, value) ?? (ScalarWriter.IsText(value) ? _writer.Write(item).Trim('"') : _writer.Write(item));
    });

    /// <summary>Results of a command as JSON: one object as it is, several as an array, none as null.</summary>
    /// <param name="items">The objects. A single string that is JSON itself is taken as that.</param>
    /// <param name="maximumCharacters">
    /// Where the JSON grows beyond this, the rest is left out with a mark that says how much; null for no limit.
    /// </param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>, <see cref="GigaChatErrorKind.TooLarge"/>.
    /// </exception>
    public string ToJson(IReadOnlyList<object?> items, int? maximumCharacters = null) => Run(() =>
    {
        if (items is not [var single])
            return items.Count == 0 ? "null" : _writer.WriteAll(items, maximumCharacters);
        return single.Unwrap() is string text && text.AsSpan().TrimStart() is ['{' or '[', ..]
            ? text
            : _writer.Write(single, maximumCharacters);
    });

    private string? FindOwnText(object item, object value)
        => value is PSCustomObject && !ObjectKind.IsDeserialized(item) ? null : SpecialText.Of(item, value, _options, Warn);

    // Numbers and dates are written alike in every culture, also by the ToString methods of foreign classes.
    private static string Run(Func<string> write)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        bool isOther = !ReferenceEquals(culture, CultureInfo.InvariantCulture);
        try
        {
            if (isOther)
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string text = write();
            TextLimit.ThrowIfExceeded(text.Length);
            return text;
        }
        catch (Exception e) when (PropertyReader.IsFaultOfObject(e))
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.ObjectNotText, e.GetBaseException().Message), e);
        }
        finally
        {
            if (isOther)
                CultureInfo.CurrentCulture = culture;
        }
    }

    private void Warn(string text)
    {
        if (_warned.Add(text))
            _options.Warn?.Invoke(text);
    }
}
