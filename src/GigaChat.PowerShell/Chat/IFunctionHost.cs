namespace GigaChat.Commands.Chat;

/// <summary>What functions and structured answers need from PowerShell.</summary>
internal interface IFunctionHost
{
    /// <summary>Descriptions of what -Function names: descriptions, commands, names, script blocks.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    IReadOnlyList<GigaChatFunction> CreateFunctions(IReadOnlyList<object> given);

    /// <summary>The result of a function as JSON.</summary>
    string FormatResult(object? result);

    /// <summary>A JSON Schema as text, unchecked.</summary>
    /// <param name="given">A hashtable, JSON, the path of a file, a class.</param>
    /// <exception cref="GigaChatException">No such file, or not convertible to a schema.</exception>
    string ReadSchema(object given);

    /// <summary>Converts plain values of an answer to objects of PowerShell (for <see cref="object"/>) or of a class.</summary>
    /// <exception cref="FormatException">The class does not accept the value; the cause is the inner exception.</exception>
    object? ConvertAnswer(Type type, object? value);

    /// <summary>Carries out a call of the model, if the user allows it.</summary>
    /// <returns>The result or the error, as JSON for the model.</returns>
    string Invoke(GigaChatFunction function, FunctionCall call);

    void WriteVerbose(string text);
}
