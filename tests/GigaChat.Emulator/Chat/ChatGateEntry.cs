using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>Takes a place among the chat requests that the account may have in progress; both versions of the API share them.</summary>
internal static class ChatGateEntry
{
    /// <exception cref="Refusal">429 where there is none.</exception>
    public static void Enter(EmulatorCore core, Exchange exchange)
    {
        if (!core.Settings.ConcurrencyLimit)
            return;
        if (!core.Gate.TryEnter(exchange.GateKey, exchange.Account.Concurrency))
            throw new Refusal(429, "Too many requests");
        exchange.InChatGate = true;
    }
}
