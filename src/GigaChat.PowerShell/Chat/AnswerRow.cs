using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>A row of -IncludeInput: what was asked about, and what was answered.</summary>
internal static class AnswerRow
{
    private const string Answer = "Answer";
    private const string Input = "Input";
    private const string Path = "Path";

    /// <summary>Makes a row.</summary>
    /// <param name="input">An object, whose properties come first; a text is <c>Input</c>, that of a file's path <c>Path</c>.</param>
    /// <param name="answer">The value of a structured answer, whose properties follow; anything else is <c>Answer</c>.</param>
    public static PSObject Create(object? input, object? answer)
    {
        var row = new PSObject();
        switch (input.Unwrap())
        {
            case null:
                break;
            case string text:
                Add(row, System.IO.Path.IsPathFullyQualified(text) && !text.Contains('\n') ? Path : Input, text);
                break;
            case ValueType value:
                Add(row, Input, value);
                break;
            default:
                AddProperties(row, PSObject.AsPSObject(input!));
                break;
        }
        if (answer.Unwrap() is null or string or ValueType or Array)
            Add(row, Answer, answer);
        else
            AddProperties(row, PSObject.AsPSObject(answer!));
        return row;
    }

    private static void AddProperties(PSObject row, PSObject item)
    {
        foreach (PSPropertyInfo property in item.Properties.Where(static property => property.IsGettable))
        {
            object? value;
            try
            {
                value = property.Value;
            }
            catch (GetValueException)
            {
                // Of a process that has ended, for instance. Export-Csv and Select-Object leave such a value empty too.
                value = null;
            }
            Add(row, property.Name, value);
        }
    }

    // The row's own names stay, so that it can be joined with its table again.
    private static void Add(PSObject row, string name, object? value)
    {
        string free = name;
        for (int i = 1; row.Properties[free] is not null; i++)
            free = i == 1 ? Answer + name : $"{Answer}{name}{i}";
        // A copy of what the input or the value of the reply holds: the row alone gets the text.
        object? shown = value is Array items and not byte[] ? ReadableArray.Wrap((Array)items.Clone()) : value;
        row.Properties.Add(new PSNoteProperty(free, shown));
    }
}
