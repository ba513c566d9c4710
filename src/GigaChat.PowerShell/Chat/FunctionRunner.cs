using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Chat;

/// <summary>Asks, carries out the functions that the model calls, and asks again, until the model answers.</summary>
internal sealed class FunctionRunner(FunctionSettings settings, IFunctionHost host)
{
    private const int MaxTraceLength = 500;
    private const int MaxNameLength = 100;

    /// <summary>Runs the rounds of one prompt.</summary>
    /// <param name="exchange">The exchange, before its first request.</param>
    /// <param name="ask">Sends one request and returns its reply.</param>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.FunctionLimitReached"/>, with the last call.</exception>
    /// <returns>The answer, or a call that is left to the caller.</returns>
    public ChatReply Run(ChatExchange exchange, Func<ChatReply> ask)
    {
        ChatReply reply = ask();
        for (int round = 0; settings.Invoke && reply.FunctionCall is { } call; round++)
        {
            GigaChatFunction? function = exchange.Functions.FirstOrDefault(function => function.Name == call.Name);
            // A description without a command is carried out by the caller.
            if (function is { Implementation: null })
                break;
            if (round == settings.MaximumRounds)
                throw LimitReached(reply, call);
            exchange.AddResult(Invoke(exchange, function, call));
            reply = ask();
        }
        return reply;
    }

    // Texts for the model are in English, like the names and the schema that it works with.
    private string Invoke(ChatExchange exchange, GigaChatFunction? function, FunctionCall call)
    {
        string result;
        using (exchange.GuardReentrancy())
            result = function is null ? FunctionResult.FromError($"There is no function '{call.Name}'.") : host.Invoke(function, call);
        host.WriteVerbose($"{VisibleText.OneLine(call.Name, MaxNameLength)} -> {VisibleText.OneLine(result, MaxTraceLength)}");
        return result;
    }

    private ChatException LimitReached(ChatReply reply, FunctionCall call)
    {
        string message = Localized.Format(
            FunctionCmdletMessages.RoundsUsedUp, settings.MaximumRounds, VisibleText.OneLine(call.Name, MaxNameLength));
        return new ChatException(GigaChatErrorKind.FunctionLimitReached, message)
        {
            RequestId = reply.RequestId,
            PartialReply = reply,
        };
    }
}
