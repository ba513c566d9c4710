using System.Text.Json;
using System.Text.RegularExpressions;

namespace GigaChat.Emulator;

/// <summary>When the model calls <c>text2image</c>, and how it answers then.</summary>
internal static partial class Drawing
{
    private const string Name = "text2image";

    /// <summary>Forced by name; or by choice of the model (here: of a pattern) where the request allows it.</summary>
    public static bool IsAsked(JsonElement json, string question)
    {
        if (json.Optional("function_call") is not { } choice)
            return false;
        if (choice.ValueKind == JsonValueKind.Object)
            return choice.RequiredText("name") == Name;
        if (JsonBody.Text(choice) != "auto" || !Wish().IsMatch(question))
            return false;
        return json.Optional("functions") is not { } functions || functions.GetArrayLength() == 0
            || functions.EnumerateArray().Any(function => function.RequiredText("name") == Name);
    }

    public static string Answer(StoredFile picture) => $"<img src=\"{picture.Id}\" fuse=\"true\"/> Готово: рисунок по вашему запросу.";

    [GeneratedRegex(@"нарису|изобраз|рисунок|draw|picture", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wish();
}
