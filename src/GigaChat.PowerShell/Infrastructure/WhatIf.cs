using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Whether a cmdlet is only to say what it would do.</summary>
internal static class WhatIf
{
    /// <summary>-WhatIf, else <c>$WhatIfPreference</c>.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet)
        => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? value)
            ? value is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(cmdlet.SessionState.PSVariable.GetValue("WhatIfPreference"));
}
