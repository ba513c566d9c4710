using System.Globalization;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using GigaChat.Commands.Serialization;

namespace GigaChat.Commands.Index;

/// <summary>
/// What objects of the pipeline are called in an index. The same object has to have the same name in the next update, so it is taken from
/// a property that names it; where there is none, its text does. What comes under a name again is numbered, also where names are the same
/// only once they are masked.
/// </summary>
/// <param name="mask">Masks a name, and a text before its hash is made: that of a short one would give away what is masked in it.</param>
internal sealed class SourceName(Func<string, string> mask)
{
    private const int MaxLength = 1000;

    // The first that has a value.
    private static readonly string[] Naming = ["Source", "Path", "FullName", "Uri", "Url", "Id", "Name"];

    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    /// <summary>The name of the next object.</summary>
    /// <param name="item">The object, with its wrapper.</param>
    /// <param name="text">Its text.</param>
    public string Next(object item, string text)
    {
        string name = Find(item) is { } found ? mask(found)
            : "#" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mask(text))), 0, 8).ToLowerInvariant();
        int number = _used[name] = _used.GetValueOrDefault(name) + 1;
        return number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
    }

    private static string? Find(object item)
    {
        PSObject wrapped = PSObject.AsPSObject(item);
        return wrapped.BaseObject is string ? null : Naming.Select(name => Read(wrapped.Properties[name])).FirstOrDefault(
            static name => name is not null);
    }

    // Scripts of properties may take long or fail: those of plain data and of .NET do not.
    private static string? Read(PSPropertyInfo? property)
    {
        if (property is not (PSNoteProperty or PSProperty))
            return null;
        try
        {
            string? name = NamingValue.ToText(property.Value);
            return string.IsNullOrWhiteSpace(name) || name.Length > MaxLength ? null : name;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
