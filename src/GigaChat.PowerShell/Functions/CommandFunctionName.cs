using System.Text;

namespace GigaChat.Commands.Functions;

/// <summary>Names of functions for commands, whose names may have any letters.</summary>
internal static class CommandFunctionName
{
    // Russian letters by the table of passports, in the order of the alphabet, then ё.
    private static readonly string[] Latin =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p",
        "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia",
    ];

    /// <summary>
    /// Makes a valid name of any. Most names stay as they are; Russian letters are written in Latin ones, because the
    /// model reads a meaning in the name, and what the service refuses becomes <c>_</c>.
    /// </summary>
    public static string Of(string command)
    {
        var name = new StringBuilder(command.Length);
        foreach (char c in command)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
                name.Append(c);
            else if (InLatin(char.ToLowerInvariant(c)) is { } letters)
                name.Append(char.IsUpper(c) && letters.Length > 0 ? char.ToUpperInvariant(letters[0]) + letters[1..] : letters);
            else
                name.Append('_');
        }
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name.ToString() : "f_" + name;
    }

    private static string? InLatin(char c) => c switch
    {
        >= 'а' and <= 'я' => Latin[c - 'а'],
        'ё' => "e",
        _ => null,
    };
}
