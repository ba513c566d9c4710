using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GigaChat.Wire;

namespace GigaChat.Masking;

/// <summary>
/// Puts back the marks of JSON text by text, each as it reads without its escapes: what a mark stands for cannot end a text, and what is
/// between the texts stays as it was written. What is no JSON is restored all the same, as far as its quotation marks go.
/// </summary>
/// <param name="masker">Has the marks.</param>
internal sealed class JsonRestorer(TextMasker masker)
{
    /// <summary>Puts back the marks.</summary>
    public string Restore(string json)
    {
        var text = new StringBuilder(json.Length);
        int from = 0;
        while (json.IndexOf('"', from) is >= 0 and var start && FindEnd(json, start) is { } end)
        {
            text.Append(RestoreOther(json[from..start])).Append(RestoreText(json[start..end]));
            from = end;
        }
        return text.Append(RestoreOther(json[from..])).ToString();
    }

    // Behind the quotation mark that ends the text; null where none does.
    private static int? FindEnd(string json, int start)
    {
        for (int i = start + 1; i < json.Length; i++)
        {
            if (json[i] == '"')
                return i + 1;
            if (json[i] == '\\')
                i++;
        }
        return null;
    }

    private string RestoreText(string quoted)
    {
        if (!quoted.Contains('[', StringComparison.Ordinal) || JsonText.TryParse(quoted)?.GetString() is not { } value)
            return RestoreOther(quoted);
        string restored = masker.Restore(value);
        return restored == value ? quoted : $"\"{JsonEncodedText.Encode(restored, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
    }

    private string RestoreOther(string text)
    {
        if (!text.Contains('[', StringComparison.Ordinal))
            return text;
        MarkReader reader = masker.NewReader(isJson: true);
        return reader.Append(text) + reader.Complete();
    }
}
