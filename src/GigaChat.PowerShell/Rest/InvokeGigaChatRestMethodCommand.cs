using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Rest;

namespace GigaChat.Commands;

/// <summary>Sends a request to any path of the service, over the connection's token, trust and retries.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GigaChatRestMethod")]
[OutputType(typeof(PSObject), typeof(string), typeof(byte[]))]
public sealed class InvokeGigaChatRestMethodCommand : GigaChatCommand
{
    /// <summary>The path below the connection's address, or one that begins with a version: /v2/chat/completions.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method; without it POST where there is a body, else GET.</summary>
    [Parameter]
    [ValidateSet("Get", "Post", "Put", "Patch", "Delete", "Head", "Options")]
    public string? Method { get; set; }

    /// <summary>Names and values of the query.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The body: an object goes as JSON, text and bytes as they are.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The type of the body; without it application/json for objects and for text that is JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ContentType { get; set; }

    /// <summary>A file that is sent as the body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>The file that the answer is saved to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Further headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>Writes the answer as the text that came.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The longest time for an attempt, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSec { get; set; }

    /// <summary>Writes the answer also where the service refuses the request.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Try(Path, () =>
    {
        RestRequest request = new RestRequestBuilder(this).Create();
        CallOptions options = CreateCallOptions() with { Timeout = TimeoutSec is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        if (OutFile is not null)
        {
            var file = RestOutputFile.Resolve(this, OutFile);
            Await(token => file.SaveAsync(ActiveConnection, request, options with { Progress = Progress }, token));
            return;
        }
        RestResponse response = Await(token => ActiveConnection.SendRestAsync(request, options, token));
        if (Raw)
            WriteObject(response.ToText());
        else if (RestOutput.ToObject(response) is { } value)
            WriteObject(value, enumerateCollection: value is object[]);
    });
}
