using System.Collections;
using System.Management.Automation;
using GigaChat.Commands.Infrastructure;
using GigaChat.Commands.Serialization;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Functions;

/// <summary>Reads what a user gives for a JSON Schema: a hashtable, JSON, the path of a file, names with types, a class.</summary>
internal static class SchemaInput
{
    /// <summary>The schema as text, unchecked.</summary>
    /// <exception cref="GigaChatException">No such file, or nothing that a schema can be made of.</exception>
    public static string Read(AsyncCommand cmdlet, object input)
    {
        object value = input.Unwrap();
        return value switch
        {
            Type type when !ConstrainedLanguage.Allows(cmdlet.SessionState.LanguageMode, type)
                => throw Wrong(FunctionCmdletMessages.TypeNeedsFullLanguage, type),
            Type type => TypeSchema.Of(type)?.ToJson() ?? throw Wrong(FunctionCmdletMessages.TypeUndescribable, type),
            IDictionary or PSCustomObject => new ObjectSerializer(new SerializationOptions()).ToText(input),
            string text when text.AsSpan().TrimStart().StartsWith("{") => text,
            string text when ShortSchema.IsLike(text) && !PathResolver.IsFile(cmdlet, text) => ShortSchema.Parse(text).ToJson(),
            string path => ReadFile(cmdlet, PathResolver.Resolve(cmdlet, path, literal: true)[0]),
            FileInfo file => ReadFile(cmdlet, file.FullName),
            _ => throw Wrong(FunctionCmdletMessages.NoSchema, value),
        };
    }

    private static string ReadFile(AsyncCommand cmdlet, string path) => TextFile.Read(cmdlet, path, null);

    private static GigaChatException Wrong(string message, object value)
        => new(GigaChatErrorKind.InvalidRequest, Localized.Format(message, value));
}
