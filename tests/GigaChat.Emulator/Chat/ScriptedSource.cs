namespace GigaChat.Emulator.Chat;

/// <summary>A page that a web search found.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Its address.</param>
public sealed record ScriptedSource(string Title, string Url);
