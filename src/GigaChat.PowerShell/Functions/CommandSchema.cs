using System.Management.Automation;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>Describes the parameters of a command as a JSON Schema.</summary>
internal static class CommandSchema
{
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.InvalidRequest"/>: a mandatory parameter that JSON cannot give.
    /// </exception>
    public static SchemaNode Of(CommandInfo command, CommandHelp help)
    {
        var properties = new List<SchemaProperty>();
        foreach (ParameterMetadata parameter in ParametersOf(command))
        {
            bool isRequired = IsRequired(command, parameter);
            if (TypeSchema.Of(parameter.ParameterType, parameter.Attributes) is { } schema)
            {
                schema = schema with { Description = Description(parameter, help) ?? schema.Description };
                properties.Add(new SchemaProperty(parameter.Name, schema, isRequired));
            }
            else if (isRequired)
            {
                throw Undescribable(command, parameter);
            }
        }
        return new SchemaNode { Type = "object", Properties = properties };
    }

    private static GigaChatException Undescribable(CommandInfo command, ParameterMetadata parameter)
    {
        string message = Localized.Format(
            FunctionCmdletMessages.ParameterUndescribable, command.Name, parameter.Name, parameter.ParameterType.Name);
        return new GigaChatException(GigaChatErrorKind.InvalidRequest, message);
    }

    /// <summary>The parameters that a model may be offered: without those of every command, and those that are not shown.</summary>
    public static IEnumerable<ParameterMetadata> ParametersOf(CommandInfo command)
        => (command.Parameters ?? []).Values.Where(static parameter =>
            !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
            && !parameter.Attributes.OfType<ParameterAttribute>().Any(static attribute => attribute.DontShow));

    // With several parameter sets only what each of them demands: the model may take any.
    private static bool IsRequired(CommandInfo command, ParameterMetadata parameter)
        => parameter.ParameterSets.Values.All(static set => set.IsMandatory)
            && (parameter.ParameterSets.ContainsKey(ParameterAttribute.AllParameterSets)
                || parameter.ParameterSets.Count == command.ParameterSets.Count);

    private static string? Description(ParameterMetadata parameter, CommandHelp help)
        => help.Parameter(parameter.Name)
            ?? parameter.Attributes.OfType<ParameterAttribute>().Select(static attribute => attribute.HelpMessage)
                .FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
}
