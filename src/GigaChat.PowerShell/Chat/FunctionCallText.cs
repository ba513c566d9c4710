using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Chat;

/// <summary>
/// A call of the model as the user is asked about it: PowerShell code on one line. The arguments are the model's: control characters are
/// shown as code points, and each argument has its share of the room, so that a long one hides none of the others.
/// </summary>
internal static class FunctionCallText
{
    private const int MaxLength = 3000;
    private const int LeastLength = 100;
    private const int MaxNameLength = 200;
    private const int MaxTextLength = 300;

    /// <summary>The call.</summary>
    /// <param name="function">The function, with its command.</param>
    /// <param name="arguments">The arguments by name, as they will be bound.</param>
    /// <returns>For example <c>Remove-Item -Path 'a.txt' -Recurse:$true</c>.</returns>
    public static string From(GigaChatFunction function, IDictionary arguments)
    {
        string command = QuestionText.From(
            function.Implementation is FunctionImplementation { Command: ScriptBlock } ? function.Name : function.Command!, MaxNameLength);
        int room = Math.Max(LeastLength, MaxLength / Math.Max(1, arguments.Count));
        return string.Join(
            ' ', arguments.Cast<DictionaryEntry>().Select(argument => ToArgument(argument, room)).Prepend(CodeText.ToCommand(command)));
    }

    private static string ToArgument(DictionaryEntry argument, int room)
    {
        string name = QuestionText.From(argument.Key.ToString(), MaxNameLength);
        char separator = argument.Value is bool ? ':' : ' ';
        return $"-{name}{separator}{ToCode(argument.Value, ref room)}";
    }

    private static string ToCode(object? value, ref int room)
    {
        switch (value)
        {
            case null:
                return "$null";
            case string text:
                string shown = QuestionText.From(text, Math.Clamp(room, LeastLength / 2, MaxTextLength));
                room -= shown.Length;
                return CodeText.Quote(shown);
            case bool flag:
                return flag ? "$true" : "$false";
            case DateTime or DateTimeOffset or DateOnly or TimeOnly:
                return CodeText.Quote(IsoTime.ToText((IFormattable)value));
            case PSObject { BaseObject: not PSCustomObject } wrapped:
                return ToCode(wrapped.BaseObject, ref room);
            case PSObject item:
                return Join("@{", item.Properties.Select(static one => new DictionaryEntry(one.Name, one.Value)).ToArray(), "; ", ref room);
            case IDictionary members:
                return Join("@{", members.Cast<DictionaryEntry>().ToArray(), "; ", ref room);
            case IEnumerable items:
                return Join("@(", items.Cast<object?>().ToArray(), ", ", ref room);
            case IFormattable number and not Enum when value.GetType().IsPrimitive || value is decimal or System.Numerics.BigInteger:
                return number.ToString(null, CultureInfo.InvariantCulture);
            default:
                return ToCode(LanguagePrimitives.ConvertTo<string>(value), ref room);
        }
    }

    // Items are left out whole, and counted: the brackets stay closed.
    private static string Join<T>(string opening, T[] items, string separator, ref int room)
    {
        var parts = new List<string>();
        foreach (T item in items)
        {
            room -= separator.Length * 2;
            if (room <= 0)
            {
                parts.Add(string.Create(CultureInfo.CurrentCulture, $"… (+{items.Length - parts.Count:N0})"));
                break;
            }
            parts.Add(item is DictionaryEntry member ? ToMember(member, ref room) : ToCode(item, ref room));
        }
        return opening + string.Join(separator, parts) + (opening == "@{" ? "}" : ")");
    }

    private static string ToMember(DictionaryEntry member, ref int room)
    {
        string key = QuestionText.From(member.Key.ToString(), MaxNameLength);
        room -= key.Length;
        return $"{CodeText.ToKey(key)} = {ToCode(member.Value, ref room)}";
    }
}
