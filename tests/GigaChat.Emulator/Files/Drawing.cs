using System.Text.RegularExpressions;
using GigaChat.Emulator.Chat;

namespace GigaChat.Emulator.Files;

/// <summary>When the model calls <c>text2image</c>, and how it answers then.</summary>
internal static partial class Drawing
{
    private const string Name = "text2image";

    /// <summary>Forced by name; or by choice of the model (here: of a pattern) where the request allows it.</summary>
    public static bool IsAsked(ChatRequest request)
    {
        var offer = request.Offer;
        return offer.Forced == Name
            || (offer.IsAuto && (offer.Functions.Count == 0 || offer.Functions.ContainsKey(Name)) && Wish().IsMatch(request.Question));
    }

    public static string Answer(StoredFile picture) => $"<img src=\"{picture.Id}\" fuse=\"true\"/> Готово: рисунок по вашему запросу.";

    [GeneratedRegex(@"нарису|изобраз|рисунок|draw|picture", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wish();
}
