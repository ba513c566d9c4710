using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Files;

namespace GigaChat.Commands;

/// <summary>Lists the files that the service keeps for this account.</summary>
[Cmdlet(VerbsCommon.Get, "GigaChatFile")]
[OutputType(typeof(GigaChatFile))]
public sealed class GetGigaChatFileCommand : GigaChatCommand
{
    /// <summary>Ids of files, or names with wildcards; without them all files.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CallOptions options = CreateCallOptions();
        if (Id is null)
        {
            Try(null, () => WriteObject(List(options), enumerateCollection: true));
            return;
        }
        foreach (string id in Id)
        {
            Try(id, () =>
            {
                if (WildcardPattern.ContainsWildcardCharacters(id))
                    WriteObject(List(options).Where(Match(id)), enumerateCollection: true);
                else
                    WriteObject(Await(token => ActiveConnection.GetFileAsync(id, options, token)));
            });
        }
    }

    // An id is hexadecimal and has no wildcard, so a pattern is meant for names.
    private static Func<GigaChatFile, bool> Match(string pattern)
    {
        WildcardPattern names = NamePattern.Parse(pattern);
        return file => file.FileName is { } name && names.IsMatch(name);
    }

    private IReadOnlyList<GigaChatFile> List(CallOptions options)
        => Await(token => ActiveConnection.GetFilesAsync(options, token));
}
