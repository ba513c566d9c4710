using System.Text;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Chat;

/// <summary>Sends a scripted body as it is: a captured answer, or what a test makes of one.</summary>
internal static class ScriptedBody
{
    public static Task WriteAsync(Exchange exchange, string body, bool stream) => Answer.RawAsync(
        exchange, 200, stream ? "text/event-stream" : "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body));
}
