using System.Collections;
using System.Management.Automation;

namespace GigaChat.Commands.Functions;

/// <summary>
/// What a session whose language is constrained may have made of an answer. There scripts cannot create objects of .NET's classes nor
/// convert to them, but for PowerShell's own types; a cmdlet that does it for them would undo that.
/// </summary>
internal static class ConstrainedLanguage
{
    private static readonly HashSet<Type> Allowed =
    [
        typeof(object), typeof(PSObject), typeof(PSCustomObject), typeof(string), typeof(char), typeof(bool), typeof(SwitchParameter),
        typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid),
        typeof(Uri), typeof(Version), typeof(System.Numerics.BigInteger), typeof(Hashtable), typeof(IDictionary),
        typeof(System.Collections.Specialized.OrderedDictionary),
    ];

    /// <summary>Whether an answer may become an object of a type in a session.</summary>
    /// <param name="mode">The language mode of the session.</param>
    /// <param name="type">The type.</param>
    public static bool Allows(PSLanguageMode mode, Type type)
    {
        if (mode == PSLanguageMode.FullLanguage)
            return true;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || Allowed.Contains(type) || (type.IsArray && Allows(mode, type.GetElementType()!));
    }
}
