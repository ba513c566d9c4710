using System.Text.Json;
using System.Text.Json.Nodes;
using GigaChat.Wire;

namespace GigaChat.Masking;

/// <summary>
/// Masks the texts and numbers of JSON, each by itself, so that it stays JSON whatever is masked; a number becomes the text of its mark.
/// What stands under a name such as <c>password</c> is known by it.
/// </summary>
/// <param name="masker">Masks texts.</param>
/// <param name="isProtocol">
/// There are names and values of the service in it: what merely equals a value that has a mark stays, for a password may be
/// <c>properties</c>.
/// </param>
internal sealed class JsonMasker(TextMasker masker, bool isProtocol = false)
{
    /// <summary>Masks JSON of any kind.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="except">A member of the outermost object that stays as it is; null for none.</param>
    public string Mask(string json, string? except = null)
    {
        JsonNode? node = JsonNode.Parse(json);
        if (node is JsonObject outermost)
        {
            var masked = new JsonObject();
            foreach ((string name, JsonNode? value) in outermost)
                masked[masker.MaskText(name, !isProtocol)] = name == except ? value?.DeepClone() : Mask(value, name);
            return JsonText.Write(masked);
        }
        return Mask(node, name: null) is { } other ? JsonText.Write(other) : json;
    }

    private JsonNode? Mask(JsonNode? node, string? name)
    {
        switch (node)
        {
            case JsonObject members:
                var masked = new JsonObject();
                foreach ((string key, JsonNode? value) in members)
                    masked[masker.MaskText(key, !isProtocol)] = Mask(value, key);
                return masked;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Mask(item, name))]);
            case JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                string text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : JsonText.Write(value);
                string hidden = masker.MaskNamed(name, text, !isProtocol);
                return ReferenceEquals(hidden, text) ? value.DeepClone() : JsonValue.Create(hidden);
            default:
                return node?.DeepClone();
        }
    }
}
