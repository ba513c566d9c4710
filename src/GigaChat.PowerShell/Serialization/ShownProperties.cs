using System.Management.Automation;

namespace GigaChat.Commands.Serialization;

/// <summary>Which properties of an object of the system are written: those that PowerShell would show of it.</summary>
internal sealed class ShownProperties
{
    // Their views show texts in colours, or run a command for a column.
    private static readonly Dictionary<string, IReadOnlyList<ShownProperty>> Fixed = new()
    {
        ["System.IO.FileSystemInfo"] = Whole("Mode", "LastWriteTime", "Length", "Name", "FullName"),
        ["Microsoft.Win32.RegistryKey"] = Whole("Name", "Property"),
        // The other properties are the password.
        ["System.Net.NetworkCredential"] = Whole("UserName", "Domain"),
        // Passwords stand in the command line and the environment of a program, in the headers of a client, in a connection string.
        ["System.Diagnostics.ProcessStartInfo"] = Whole("FileName", "WorkingDirectory", "UserName"),
        ["Microsoft.PowerShell.Commands.WebRequestSession"] = Whole("UserAgent", "MaximumRedirection", "UseDefaultCredentials"),
        ["System.Net.Http.HttpMessageInvoker"] = Whole("BaseAddress", "Timeout", "MaxResponseContentBufferSize"),
        ["System.Net.WebRequest"] = Whole("Method", "RequestUri", "ContentType", "ContentLength"),
        ["System.Net.WebResponse"] = Whole("StatusCode", "StatusDescription", "ResponseUri", "ContentType", "ContentLength"),
        ["System.Net.WebClient"] = Whole("BaseAddress"),
        ["System.Data.Common.DbConnection"] = Whole("DataSource", "Database", "State", "ServerVersion"),
    };

    private readonly Dictionary<string, IReadOnlyList<ShownProperty>> _known = [];

    /// <summary>
    /// The properties of the object's table or list view, else of its default display set; null for all of them, where PowerShell has
    /// neither.
    /// </summary>
    /// <param name="item">The object.</param>
    public IReadOnlyList<ShownProperty>? Of(PSObject item)
    {
        string[] names = [.. ObjectKind.TypeNamesOf(item)];
        string key = string.Join('\n', names);
        if (!_known.TryGetValue(key, out IReadOnlyList<ShownProperty>? shown))
        {
            shown = names.Select(Fixed.GetValueOrDefault).FirstOrDefault(static found => found is not null) ?? ViewDefinitions.Find(names);
            if (!shown.Any(property => item.Properties[property.Name] is not null && !ObjectKind.IsOrigin(item, property.Name)))
                shown = DisplaySetOf(item, names);
            _known[key] = shown;
        }
        return shown.Count > 0 ? shown : null;
    }

    /// <summary>The property that stands for an object within a list: its default display property, else its name.</summary>
    public static PSPropertyInfo? TitleOf(PSObject item)
        => MembersOf(item) is { } members && members.Members["DefaultDisplayProperty"]?.Value is string title
            ? item.Properties[title]
            : item.Properties["Name"];

    private static ShownProperty[] DisplaySetOf(PSObject item, string[] names)
    {
        PSMemberSet? members = MembersOf(item);
        if (members is null && item.BaseObject is PSCustomObject)
        {
            // What the session knows of a type is found by its name, so also for an object that was serialized.
            var named = new PSObject();
            named.TypeNames.Clear();
            foreach (string name in names)
                named.TypeNames.Add(name);
            members = MembersOf(named);
        }
        return members?.Members["DefaultDisplayPropertySet"] is PSPropertySet set
            ? Whole([.. set.ReferencedPropertyNames])
            : [];
    }

    private static ShownProperty[] Whole(params string[] names) => [.. names.Select(static name => new ShownProperty(name, IsWhole: true))];

    private static PSMemberSet? MembersOf(PSObject item) => item.Members["PSStandardMembers"] as PSMemberSet;
}
