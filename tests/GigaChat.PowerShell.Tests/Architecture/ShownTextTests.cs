namespace GigaChat.Tests.Architecture;

/// <summary>
/// Texts of the service, of the model, of files and of certificates reach the streams and the questions through one class, where
/// control characters become visible. A call that goes past it would show the texts as they came.
/// </summary>
public class ShownTextTests
{
    private const string BaseClass = "ModuleCommand";

    private static readonly string[] Showing =
    [
        "WriteVerbose", "WriteWarning", "WriteDebug", "WriteProgress", "WriteInformation", "ShouldProcess", "ShouldContinue",
    ];

    // The text of a reply as it streams: pieces of it, which need a state between them.
    private static readonly (string, string)[] Others = [("HostTextWriter", "WriteInformation")];

    [Fact]
    public void Only_the_base_class_writes_to_the_streams_and_asks()
    {
        (string Caller, string Method)[] calls =
        [
            .. SourceProject.Read("GigaChat.PowerShell").FindCalls(static method
                => method.ContainingType is { Name: "Cmdlet", ContainingNamespace.Name: "Automation" } && Showing.Contains(method.Name)),
        ];
        Assert.Contains((BaseClass, "ShouldProcess"), calls);
        Assert.Contains((BaseClass, "WriteWarning"), calls);
        Assert.Empty(calls.Where(static call => call.Caller != BaseClass).Except(Others));
    }
}
