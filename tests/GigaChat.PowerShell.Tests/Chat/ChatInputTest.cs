using GigaChat.Commands.Chat;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>Runs a <see cref="ChatInput"/> without PowerShell and keeps the requests that it makes.</summary>
public abstract class ChatInputTest
{
    private protected FakeChatHost Host { get; } = new();

    private protected List<ChatRequest> Requests { get; } = [];

    private protected static ChatInputSettings Piped => new() { IsPiped = true };

    private protected IEnumerable<string> Prompts => Requests.Select(static request => request.Prompt);

    private protected void Run(ChatInputSettings settings, params object?[] items) => Run(settings, new FunctionSettings(), items);

    private protected void Run(ChatInputSettings settings, FunctionSettings functions, params object?[] items)
        => Run(settings, functions, new AttachmentInput(Host), items);

    private protected void Run(ChatInputSettings settings, FunctionSettings functions, AttachmentInput attachments, params object?[] items)
    {
        ChatInput input = Create(settings, functions, attachments);
        foreach (object? item in items)
            input.ProcessInput(item);
        input.Finish();
    }

    private protected void RunPaths(ChatInputSettings settings, params string[] paths)
    {
        ChatInput input = Create(settings, new FunctionSettings(), new AttachmentInput(Host));
        input.ProcessPaths(paths, null);
        input.ProcessInput(null);
        input.Finish();
    }

    private ChatInput Create(ChatInputSettings settings, FunctionSettings functions, AttachmentInput attachments)
        => new(settings, Host, attachments, new ChatFunctions(functions, Host), Requests.Add);
}
