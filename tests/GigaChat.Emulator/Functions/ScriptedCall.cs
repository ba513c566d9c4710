using System.Text.Json;

namespace GigaChat.Emulator.Functions;

/// <summary>A call of a function that a scripted answer makes, whether it was offered or not.</summary>
/// <param name="Name">The function.</param>
/// <param name="Arguments">The arguments; a string of JSON is sent as one, which one description of the service has.</param>
/// <param name="Planned">Calls that are kept under the state id though only this one comes.</param>
public sealed record ScriptedCall(string Name, JsonElement? Arguments = null, int Planned = 1);
