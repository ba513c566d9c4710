using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace GigaChat.Commands.Infrastructure;

/// <summary>
/// Everything that the module reads from PowerShell without a public API. Each member has a result for a PowerShell that
/// has changed here, and a test in PowerShellInternals.Tests.ps1 that fails then.
/// </summary>
internal static class PowerShellInternals
{
    /// <summary>The class of Out-File, which the redirection <c>&gt;</c> runs as well.</summary>
    public const string OutFile = "OutFileCommand";

    /// <summary>The class of Out-String.</summary>
    public const string OutString = "OutStringCommand";

    /// <summary>The class of Out-Default, which shows what no other command takes.</summary>
    public const string OutDefault = "OutDefaultCommand";

    /// <summary>The class of Out-GridView, whose cells would show the sequences of colours.</summary>
    public const string OutGridView = "OutGridViewCommand";

    private const string OutHost = "OutHostCommand";
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const string FormatNamespace = "Microsoft.PowerShell.Commands.Internal.Format";

    /// <summary>
    /// The cmdlet that renders a format view as text. A view has no access to its destination, so the callers on the stack
    /// are searched.
    /// </summary>
    /// <returns>
    /// The class name of Out-File, Out-String, Out-GridView, Out-Host or Out-Default; null where Format-Custom or another command renders
    /// for one of them, which is not known yet.
    /// </returns>
    public static string? FindFormattingWriter()
        => new StackTrace().GetFrames().Select(static frame => frame.GetMethod()?.DeclaringType?.Name)
            .FirstOrDefault(static name => name is OutFile or OutString or OutGridView or OutDefault or OutHost);

    /// <summary>
    /// Whether the information stream of a cmdlet reaches the screen: false after 6&gt;$null and 6&gt;&amp;1, in a job, and with
    /// -InformationAction Ignore. True where PowerShell no longer has these properties.
    /// </summary>
    /// <param name="cmdlet">The cmdlet, running.</param>
    public static bool IsInformationVisible(Cmdlet cmdlet)
        => ReadProperty(cmdlet.CommandRuntime, "InformationOutputPipe") is null
            && ReadProperty(cmdlet.CommandRuntime, "InformationPreference") is not ActionPreference.Ignore;

    /// <summary>The kind of <c>[ValidateRange('Positive')]</c>; null for a range with two bounds.</summary>
    public static string? GetRangeKind(ValidateRangeAttribute range) => ReadProperty(range, "RangeKind")?.ToString();

    /// <summary>
    /// The names of the types of an object, the nearest first; to be read alone. The public property gives names that may be changed: it
    /// makes a copy for each object that is asked, keeps it in a table of weak references, and has the session's scripts look for names of
    /// its own at each object of that class from then on.
    /// </summary>
    /// <param name="item">The object.</param>
    public static IReadOnlyList<string> TypeNamesOf(PSObject item) => TypeNames.Read is { } read ? read(item) : item.TypeNames;

    /// <summary>Whether an object is output of Format-Table or another Format cmdlet: layout instructions instead of data.</summary>
    /// <param name="value">The object, unwrapped.</param>
    public static bool IsFormatData(object value) => value.GetType().Namespace == FormatNamespace;

    /// <summary>
    /// Lifts the strict mode that the caller has set: scripts of the session's own properties were not written for it. Without effect
    /// where PowerShell no longer has these members.
    /// </summary>
    /// <returns>Ends it.</returns>
    public static IDisposable? SuspendStrictMode()
    {
        object? state = FindContext() is { } context ? ReadProperty(context, "EngineSessionState") : null;
        object? scope = state is null ? null : ReadProperty(state, "CurrentScope");
        PropertyInfo? version = scope?.GetType().GetProperty("StrictModeVersion", AnyInstance);
        if (version?.PropertyType != typeof(Version))
            return null;
        object? before = version.GetValue(scope);
        version.SetValue(scope, new Version(0, 0));
        return new Restoring(() => version.SetValue(scope, before));
    }

    /// <summary>
    /// A function of a script block, which knows its parameters, and which no session has: in the caller's it would be seen, and could
    /// hide another one.
    /// </summary>
    /// <returns>The function; null where PowerShell no longer has this constructor.</returns>
    public static FunctionInfo? CreateFunction(string name, ScriptBlock block)
        => FindContext() is { } context
            ? typeof(FunctionInfo).GetConstructor(AnyInstance, [typeof(string), typeof(ScriptBlock), context.GetType()])
                ?.Invoke([name, block, context]) as FunctionInfo
            : null;

    /// <summary>
    /// Puts another host in the place of the session's, as PowerShell does for a pipeline that has a host of its own. The public way, a
    /// nested pipeline with <c>PSInvocationSettings.Host</c>, loses a host that was put there before, by a job or another machine.
    /// </summary>
    /// <param name="host">The host as cmdlets see it.</param>
    /// <param name="wrap">Makes the other host of the one that is there.</param>
    /// <returns>Ends it; null where PowerShell no longer has these members, and the host stays.</returns>
    public static IDisposable? ReplaceHost(PSHost host, Func<PSHost, PSHost> wrap)
    {
        Type type = host.GetType();
        MethodInfo? replace = type.GetMethod("SetHostRef", AnyInstance, [typeof(PSHost)]);
        MethodInfo? revert = type.GetMethod("RevertHostRef", AnyInstance, []);
        if (replace is null || revert is null || ReadProperty(host, "ExternalHost") is not PSHost before
            || ReadProperty(host, "IsHostRefSet") is not bool wasReplaced)
            return null;
        // What PowerShell.Streams collects goes past the host, and lies at its user interface.
        object? records = FindRecordMethod(host, "GetInformationalMessageBuffers")?.Invoke(host.UI, null);
        Replace(wrap(before));
        return new Restoring(() =>
        {
            if (wasReplaced)
                Replace(before);
            else
                revert.Invoke(host, null);
        });

        void Replace(PSHost other)
        {
            replace.Invoke(host, [other]);
            FindRecordMethod(host, "SetInformationalMessageBuffers")?.Invoke(host.UI, [records]);
        }
    }

    private static MethodInfo? FindRecordMethod(PSHost host, string name) => host.UI?.GetType().GetMethod(name, AnyInstance);

    private static object? FindContext()
        => Runspace.DefaultRunspace is { } runspace ? ReadProperty(runspace, "ExecutionContext") : null;

    private static object? ReadProperty(object owner, string name)
        => owner.GetType().GetProperty(name, AnyInstance)?.GetValue(owner);

    private static class TypeNames
    {
        internal static readonly Func<PSObject, Collection<string>>? Read
            = typeof(PSObject).GetProperty("InternalTypeNames", AnyInstance) is { GetMethod: { } read } property
                && typeof(Collection<string>).IsAssignableFrom(property.PropertyType)
                ? read.CreateDelegate<Func<PSObject, Collection<string>>>() : null;
    }

    private sealed class Restoring(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
