using System.Collections;
using GigaChat.Commands.Infrastructure;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.Commands.Masking;

/// <summary>Reads -Mask: names of kinds, and dictionaries of names and regular expressions.</summary>
internal static class MaskInput
{
    /// <summary>The rules; null where the parameter was not given, <see cref="TextMaskRules.None"/> for an empty array.</summary>
    /// <exception cref="GigaChatException"><see cref="GigaChatErrorKind.InvalidRequest"/>.</exception>
    public static TextMaskRules? Read(object[]? given)
    {
        if (given is null)
            return null;
        List<string> kinds = [];
        List<KeyValuePair<string, string>> expressions = [];
        foreach (object item in given)
        {
            switch (item.Unwrap())
            {
                case string kind:
                    kinds.AddRange(kind.Split(',', StringSplitOptions.TrimEntries));
                    break;
                case IDictionary own:
                    foreach (DictionaryEntry entry in own)
                        expressions.Add(new(entry.Key.ToString()!, entry.Value.Unwrap()?.ToString() ?? ""));
                    break;
                default:
                    throw new GigaChatException(GigaChatErrorKind.InvalidRequest, Localized.Format(CmdletMessages.MaskUnusable, item));
            }
        }
        return TextMaskRules.Create(kinds, expressions);
    }

    /// <summary>What a connection masks that exists already; none is made for it.</summary>
    public static TextMaskRules? OfConnection(GigaChatConnection? given)
        => ConnectionRegistry.FindExisting(given)?.Mask;
}
