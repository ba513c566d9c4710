using System.Globalization;
using GigaChat.Core;

namespace GigaChat;

/// <summary>What is left of a prepaid package.</summary>
/// <param name="Model">What it is for, in the service's words: <c>GigaChat</c>, <c>GigaChat-Pro</c>, <c>embeddings</c> …</param>
/// <param name="Tokens">The tokens left.</param>
public sealed record GigaChatBalance(string Model, long Tokens)
{
    /// <summary>The properties, on one line.</summary>
    public override string ToString() => VisibleText.OneLine(
        string.Create(CultureInfo.InvariantCulture, $"{nameof(GigaChatBalance)} {{ Model = {Model}, Tokens = {Tokens} }}"));
}
