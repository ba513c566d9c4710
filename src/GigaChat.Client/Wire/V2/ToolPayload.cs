namespace GigaChat.Wire.V2;

/// <summary>What a tool needs: the tool <c>functions</c> its descriptions, the built-in ones nothing.</summary>
internal sealed record ToolPayload
{
    public IReadOnlyList<FunctionPayload>? Specifications { get; init; }
}
