namespace GigaChat.Wire.V2;

/// <summary>The result of a function.</summary>
internal sealed record FunctionResultPayload
{
    public string? Name { get; set; }

    /// <summary>The text of a JSON value: the form that is proven for generations 2 and 3 (LIVE, RUBY, JARVIS).</summary>
    public string? Result { get; set; }

    /// <summary>The call's id; needed where one message has several calls.</summary>
    public string? Id { get; set; }
}
