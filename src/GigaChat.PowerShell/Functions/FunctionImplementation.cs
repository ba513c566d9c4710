using System.Management.Automation;

namespace GigaChat.Commands.Functions;

/// <summary>The command that carries a function out, and what is known of it.</summary>
/// <param name="Command">A <see cref="CommandInfo"/> or a <see cref="ScriptBlock"/>.</param>
/// <param name="ParameterTypes">The type of each parameter that the model may give, by its name.</param>
/// <param name="ParameterSets">The names of the parameters of each set, and whether they are mandatory in it.</param>
/// <param name="TakesConfirm">It supports <c>-WhatIf</c> and <c>-Confirm</c>.</param>
/// <param name="NeedsAgreement">It may change something.</param>
internal sealed record FunctionImplementation(
    object Command, IReadOnlyDictionary<string, Type> ParameterTypes, IReadOnlyList<IReadOnlyDictionary<string, bool>> ParameterSets,
    bool TakesConfirm, bool NeedsAgreement)
{
    // Approved verbs whose commands read, compute or show.
    private static readonly HashSet<string> ReadingVerbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "Compare", "Convert", "ConvertFrom", "ConvertTo", "Find", "Format", "Get", "Group", "Join", "Measure", "Read", "Resolve",
        "Search", "Select", "Show", "Sort", "Split", "Test", "Wait", "Watch",
    };

    /// <summary>Looks at a command.</summary>
    /// <param name="command">A <see cref="CommandInfo"/> or a <see cref="ScriptBlock"/>, as it is called.</param>
    /// <param name="described">The command whose parameters count.</param>
    /// <param name="name">The name; what it begins with may be a verb.</param>
    public static FunctionImplementation Of(object command, CommandInfo described, string name)
    {
        bool takesConfirm = Cmdlet.OptionalCommonParameters.All(
            optional => described.Parameters?.ContainsKey(optional) == true || optional is not ("WhatIf" or "Confirm"));
        Dictionary<string, Type> types = CommandSchema.ParametersOf(described)
            .ToDictionary(
                static parameter => parameter.Name, static parameter => parameter.ParameterType, StringComparer.OrdinalIgnoreCase);
        IReadOnlyDictionary<string, bool>[] sets =
        [
            .. described.ParameterSets.Select(static set => set.Parameters.ToDictionary(
                static parameter => parameter.Name, static parameter => parameter.IsMandatory, StringComparer.OrdinalIgnoreCase)),
        ];
        return new FunctionImplementation(command, types, sets, takesConfirm, takesConfirm || HasChangingVerb(name));
    }

    /// <summary>The mandatory parameters that PowerShell would ask the user for; none where it would not ask.</summary>
    /// <param name="given">The names of the parameters with a value.</param>
    public IReadOnlyList<string> FindMissing(IReadOnlyCollection<string> given)
        => ParameterSets.Where(set => given.All(set.ContainsKey))
            .Select(set => set.Where(parameter => parameter.Value && !given.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase))
                .Select(static parameter => parameter.Key).ToArray())
            .MinBy(static missing => missing.Length) ?? [];

    // A name without a verb belongs to a script or a block that was written for the model; it says nothing.
    private static bool HasChangingVerb(string name)
        => name.IndexOf('-', StringComparison.Ordinal) is > 0 and int length && !ReadingVerbs.Contains(name[..length]);
}
