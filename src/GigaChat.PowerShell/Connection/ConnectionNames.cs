using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Connection;

/// <summary>Finds connections by names that may hold wildcards.</summary>
internal static class ConnectionNames
{
    /// <summary>
    /// The connections of a name; an error of the cmdlet for a pattern that is none, and for a name that no connection has.
    /// </summary>
    /// <param name="cmdlet">Writes the error.</param>
    /// <param name="name">The name or the pattern.</param>
    /// <param name="isRequired">Whether it is an error that there is none of this name.</param>
    public static IReadOnlyList<GigaChatConnection> Find(ModuleCommand cmdlet, string name, bool isRequired = true)
    {
        string shown = NameText.OrLength(name);
        try
        {
            IReadOnlyList<GigaChatConnection> found = ConnectionRegistry.Find(name);
            return found.Count > 0 || !isRequired || WildcardPattern.ContainsWildcardCharacters(name)
                ? found
                : throw new GigaChatException(
                    GigaChatErrorKind.NotConnected, Localized.Format(CmdletMessages.ConnectionUnknown, shown));
        }
        catch (GigaChatException e)
        {
            cmdlet.WriteError(e.ToRecord(shown));
            return [];
        }
    }
}
