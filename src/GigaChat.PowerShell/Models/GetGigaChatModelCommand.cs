using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Models;

namespace GigaChat.Commands;

/// <summary>Lists the models that the account sees.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatModel")]
[OutputType(typeof(GigaChatModel))]
public sealed class GetGigaChatModelCommand : GigaChatCommand
{
    private IReadOnlyList<GigaChatModel>? _all;

    /// <summary>Names of models. Wildcards are allowed; an exact name must exist.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AnyModelCompleter))]
    [Alias("Id")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only models of this type: chat, embedder, aicheck, filter.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Type { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name ?? ["*"])
            Try(name, () => WriteObject(Find(name).Where(HasType), enumerateCollection: true));
    }

    private bool HasType(GigaChatModel model) => Type is null || string.Equals(model.Type, Type, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<GigaChatModel> Find(string name)
    {
        CallOptions options = CreateCallOptions();
        if (!WildcardPattern.ContainsWildcardCharacters(name))
            return [Await(token => ActiveConnection.GetModelAsync(name, options, token))];
        if (_all is null)
        {
            _all = Await(token => ActiveConnection.GetModelsAsync(options, token));
            ModelCompleter.Known.Set(ActiveConnection, _all);
        }
        WildcardPattern pattern = NamePattern.Parse(name);
        return _all.Where(model => pattern.IsMatch(model.Id));
    }
}
