using System.Collections;
using System.Data;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Runtime.CompilerServices;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Serialization;

/// <summary>Writes an object as one line of JSON.</summary>
internal sealed class ObjectWriter(SerializationOptions options, Action<string> warn)
{
    // Levels of plain data. What lies deeper is its text.
    private const int MaxDepth = 64;

    // Characters of one property of an object of the system, of which a view shows one line. Of plain data, which its owner put together,
    // nothing is cut: what no model takes is refused.
    private const int MaxPropertyLength = 64 * 1024;

    private readonly JsonOutput _json = new();
    private readonly MemberReader _members = new();

    // The objects around the one that is written.
    private readonly List<object> _ancestors = [];
    private int _systemLevels;

    /// <summary>Writes an object of the pipeline.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    /// <param name="maximumLength">Characters; beyond them the rest is left out with a mark. Null for no limit.</param>
    public string Write(object? item, int? maximumLength = null)
    {
        Begin(maximumLength);
        WriteOutermost(item);
        return _json.End();
    }

    /// <summary>Writes several objects of the pipeline as an array.</summary>
    public string WriteAll(IReadOnlyList<object?> items, int? maximumLength = null)
    {
        Begin(maximumLength);
        WriteArray(items, items.Count, WriteOutermost);
        return _json.End();
    }

    private void Begin(int? maximumLength)
    {
        _json.Begin(maximumLength);
        _ancestors.Clear();
        _systemLevels = 0;
    }

    private void WriteOutermost(object? item)
    {
        _members.Properties.Begin();
        if (item.Unwrap() is not { } value || ReferenceEquals(item, AutomationNull.Value))
            _json.WriteNull();
        else if (options.Properties is { } patterns && ObjectKind.HasChoosableProperties(value))
            Within(IdentityOf(item!, value), () => WriteChosen(item!, value, patterns));
        else if (!TryWriteSimple(item!, value))
            WriteTextOrParts(item!, value, SpecialText.Of(item!, value, options, warn), isOutermost: true);
    }

    private void WriteValue(object? item)
    {
        if (item.Unwrap() is not { } value || ReferenceEquals(item, AutomationNull.Value))
            _json.WriteNull();
        else if (!TryWriteSimple(item!, value))
            WriteTextOrParts(item!, value, SpecialText.Nested(item!, value, options), isOutermost: false);
    }

    // What most data consists of, before the many kinds of objects are tried.
    private bool TryWriteSimple(object item, object value)
    {
        if (value is string text)
        {
            _json.WriteText(text);
            return true;
        }
        if (value is not PSCustomObject)
            return _json.TryWriteScalar(value);
        if (ObjectKind.IsDeserialized(item))
            return false;
        if (!TryWriteStop(item, item))
            WriteCustomObject((PSObject)item);
        return true;
    }

    private void WriteTextOrParts(object item, object value, string? text, bool isOutermost)
    {
        if (text is not null)
            _json.WriteText(text);
        else
            WriteParts(item, value, isOutermost);
    }

    private void WriteParts(object item, object value, bool isOutermost)
    {
        if (TryWriteStop(item, IdentityOf(item, value)))
            return;
        if (value is not (PSCustomObject or IEnumerable) && !PSObject.AsPSObject(item).Properties.Any())
            _json.WriteText(isOutermost ? item.ToString()! : TextOf(item));
        else if (!TryWritePlain(item, value))
            WriteSystemObject(item, value, isOutermost);
    }

    // What is written for an object whose parts are not.
    private bool TryWriteStop(object item, object identity)
    {
        foreach (object ancestor in _ancestors)
        {
            if (ReferenceEquals(ancestor, identity))
            {
                _json.WriteMark(Mark.Circle);
                return true;
            }
        }
        if (_ancestors.Count < MaxDepth)
            return false;
        warn(Localized.Format(CmdletMessages.DataTooDeep, MaxDepth));
        _json.WriteText(TextOf(item));
        return true;
    }

    private bool TryWritePlain(object item, object value)
    {
        switch (value)
        {
            case PSCustomObject when ObjectKind.IsPlain(item, value):
                WriteCustomObject((PSObject)item);
                return true;
            case IDictionary entries:
                Within(value, () => WriteObject(MemberReader.Entries(entries)));
                return true;
            case IDictionary<string, object?> members:
                Within(value, () => WriteObject(members.Select(static member => (member.Key, member.Value))));
                return true;
            case DataTable table:
                Within(value, () => WriteArray(table.Rows, table.Rows.Count, WriteValue));
                return true;
            case ITuple tuple:
                Within(value, () => WriteArray(Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), tuple.Length, WriteValue));
                return true;
            case IEnumerable list:
                Within(value, () => WriteArray(list, (list as ICollection)?.Count, WriteValue));
                return true;
        }
        if (ObjectKind.RowOf(value) is { } row)
            Within(value, () => WriteObject(MemberReader.Columns(row)));
        else if (ObjectKind.IsPlain(item, value))
            Within(value, () => WriteObject(_members.ReadAll(PSObject.AsPSObject(item))));
        else
            return false;
        return true;
    }

    // Within another object it is a name; -Depth asks for more.
    private void WriteSystemObject(object item, object value, bool isOutermost)
    {
        if (!isOutermost && _systemLevels >= options.Depth)
        {
            _json.WriteText(TextOf(item));
            return;
        }
        _systemLevels += isOutermost ? 0 : 1;
        Within(IdentityOf(item, value), () => WriteObject(_members.ReadShown(PSObject.AsPSObject(item)), MaxPropertyLength));
        _systemLevels -= isOutermost ? 0 : 1;
    }

    // Rows of a table are thousands of these: no iterator and no delegate for each.
    private void WriteCustomObject(PSObject item)
    {
        _ancestors.Add(item);
        _json.BeginObject();
        foreach (PSPropertyInfo property in item.Properties)
        {
            if (!property.IsGettable || ObjectKind.IsOrigin(item, property.Name))
                continue;
            object? value = property is PSNoteProperty ? property.Value : _members.Properties.Read(item, property, out _);
            if (_json.IsFull)
            {
                WriteRestMark();
                break;
            }
            _json.WriteName(property.Name);
            WriteValue(value);
        }
        _json.EndObject();
        _ancestors.RemoveAt(_ancestors.Count - 1);
    }

    private void WriteRestMark()
    {
        _json.WriteName("…");
        _json.WriteMark(Mark.CutItems(0));
    }

    private void WriteChosen(object item, object value, IReadOnlyList<string> patterns)
    {
        (string Name, object? Value)[] chosen = _members.ReadChosen(item, value, patterns);
        if (chosen.Length == 0)
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(CmdletMessages.PropertyNotFound, string.Join(", ", patterns), PSObject.AsPSObject(item).TypeNames[0]));
        }
        WriteObject(chosen, ObjectKind.IsPlain(item, value) || ObjectKind.RowOf(value) is not null ? null : MaxPropertyLength);
    }

    private void WriteObject(IEnumerable<(string Name, object? Value)> members, int? maximumLength = null)
    {
        _json.BeginObject();
        foreach ((string name, object? value) in members)
        {
            if (_json.IsFull)
            {
                WriteRestMark();
                break;
            }
            _json.WriteName(name);
            if (maximumLength is { } length)
                _json.WriteWithin(length, () => WriteValue(value));
            else
                WriteValue(value);
        }
        _json.EndObject();
    }

    private void WriteArray(IEnumerable items, int? count, Action<object?> write)
    {
        _json.BeginArray();
        int written = 0;
        foreach (object? item in items)
        {
            if (_json.IsFull)
            {
                _json.WriteMark(Mark.CutItems(count - written ?? 0));
                break;
            }
            write(item);
            written++;
        }
        _json.EndArray();
    }

    // All custom objects share one base object.
    private static object IdentityOf(object item, object value) => value is PSCustomObject ? item : value;

    private void Within(object value, Action write)
    {
        _ancestors.Add(value);
        write();
        _ancestors.RemoveAt(_ancestors.Count - 1);
    }

    // Of a class without a text of its own ToString gives the name of the class, which says less than the name of the object.
    private string TextOf(object item)
    {
        try
        {
            PSObject wrapped = PSObject.AsPSObject(item);
            string text = wrapped.ToString();
            return text == wrapped.BaseObject.GetType().FullName && ShownProperties.TitleOf(wrapped) is { } title
                && _members.Properties.Read(wrapped, title, out _) is { } name ? name.ToString()! : text;
        }
        catch (Exception e) when (PropertyReader.IsFaultOfObject(e))
        {
            return Mark.Error(e is ExtendedTypeSystemException { InnerException: { } cause } ? cause : e);
        }
    }
}
