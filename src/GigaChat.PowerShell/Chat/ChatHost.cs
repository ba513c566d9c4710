using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Text;
using GigaChat.Commands.Functions;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Masking;
using GigaChat.Commands.Serialization;
using GigaChat.Commands.Views;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>PowerShell, as the chat classes see it: the cmdlet behind their interfaces.</summary>
internal sealed class ChatHost(TextFileCommand cmdlet) : IChatInputHost, IChatOutputHost, IChatPreviewHost, IFunctionHost,
    ILongTextHost
{
    // What most calls do without is made when it is needed: an invoker of functions looks at the screen.
    private FunctionInvoker? _invoker;
    private Agreement? _costs;
    private ObjectSerializer? _serializer;
    private ToolProgress? _tools;

    public CancellationToken StopToken => cmdlet.StopToken;

    public object? Unwrap(object? item) => item.Unwrap();

    public string FormatObject(object item) => (_serializer ??= cmdlet.CreateSerializer()).ToText(item);

    public string? FindId(object item) => PSObject.AsPSObject(item).Properties["Id"]?.Value as string;

    public IReadOnlyList<string> ResolvePath(string path, bool literal) => PathResolver.Resolve(cmdlet, path, literal);

    public bool IsFile(string path) => PathResolver.IsFile(cmdlet, path);

    public string Mask(TextMasker masker, string text) => cmdlet.MaskText(text, masker.Mask);

    public string ReadText(string path, Encoding? encoding) => TextFile.Read(cmdlet, path, encoding);

    public LongTextSource OpenText(string path, Encoding? encoding)
    {
        var notes = new ConcurrentQueue<string>();
        return new LongTextSource(token => TextFile.OpenAsync(path, encoding, notes.Enqueue, token)) { Notes = notes };
    }

    public bool AllowsCost(LongChatCost cost, string source) => (_costs ??= new Agreement(cmdlet)).Ask(
        source,
        Localized.Format(CmdletMessages.ActionAskParts, cost.Parts, cost.Requests, cost.Tokens),
        Localized.Format(CmdletMessages.CostQuestion, source, cost.Parts, cost.Requests, cost.Tokens),
        e => new GigaChatException(
            GigaChatErrorKind.NotInteractive,
            Localized.Format(CmdletMessages.CostNeedsAnswer, source, cost.Parts, cost.Requests, cost.Tokens),
            e));

    public void Try(object? item, Action action) => cmdlet.Try(item, action);

    public void ForEachFile(string[]? paths, string[]? literalPaths, Action<string> process)
        => PathInput.ForEachFile(cmdlet, paths, literalPaths, process);

    public void RunOrFail(object? item, Action action) => cmdlet.RunOrFail(item, action);

    public void Report(GigaChatException error, object? item) => cmdlet.Report(error, item);

    [DoesNotReturn]
    public void Fail(GigaChatException error, object? item)
    {
        cmdlet.Fail(error, item);
        throw new UnreachableException();
    }

    public CallOptions CreateCallOptions(TimeSpan? timeout)
        => cmdlet.CreateCallOptions() with { Timeout = timeout, Progress = cmdlet.Progress };

    public T Await<T>(Func<CancellationToken, Task<T>> work) => cmdlet.Await(work);

    public IEnumerable<T> AwaitEach<T>(Func<CancellationToken, IAsyncEnumerable<T>> work) => cmdlet.AwaitEach(work, isText: true);

    public void WaitForShutdown(Task work) => AsyncCommand.WaitForShutdown(work);

    public IHostTextWriter CreateTextWriter() => new HostTextWriter(cmdlet);

    public IItemProgress CreateProgress() => new ItemProgress(cmdlet, CmdletMessages.ChatActivity, ItemProgress.DefaultDelay);

    public object CreateRow(object? input, object? answer) => AnswerRow.Create(input, answer);

    public Array? FindArray(object? value) => value.Unwrap() as Array;

    public void WriteObject(object? value, bool enumerate = false) => cmdlet.WriteObject(value, enumerate);

    public void WriteWarning(string text) => cmdlet.WriteWarning(text);

    public void WriteVerbose(string text) => cmdlet.WriteVerbose(text);

    public bool IsVerbose => cmdlet.CreateCallOptions().Trace is not null;

    public void ShowWhatIf(string text) => cmdlet.ShowWhatIf(text);

    public IReadOnlyList<GigaChatFunction> CreateFunctions(IReadOnlyList<object> given)
    {
        var functions = new List<GigaChatFunction>(given.Count);
        int blocks = 0;
        foreach (object item in given)
        {
            if (item.Unwrap() is ScriptBlock)
                blocks++;
            functions.Add(FunctionFactory.Make(cmdlet, item, blocks > 1 ? FunctionFactory.BlockName + blocks : FunctionFactory.BlockName));
        }
        return functions;
    }

    /// <summary>An object as JSON: dictionaries and custom objects whole.</summary>
    public static string FormatJson(object value) => new ObjectSerializer(new SerializationOptions()).ToJson([value]);

    public void ShowTool(ToolCall? tool)
    {
        _tools ??= new ToolProgress(cmdlet, CmdletMessages.ChatActivity);
        if (tool is null)
            _tools.End();
        else
            _tools.Show(tool);
    }

    public string FormatResult(object? result) => new ObjectSerializer(new SerializationOptions()).ToJson([result]);

    public string ReadSchema(object given) => SchemaInput.Read(cmdlet, given);

    public object? ConvertAnswer(Type type, object? value) => StructuredAnswer.ConvertValue(type, value);

    public string Invoke(GigaChatFunction function, FunctionCall call) => (_invoker ??= new FunctionInvoker(cmdlet)).Invoke(function, call);
}
