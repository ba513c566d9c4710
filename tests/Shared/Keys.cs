using System.Text;

namespace GigaChat.Tests;

/// <summary>Keys for tests, made of zero UUIDs.</summary>
internal static class Keys
{
    public const string Id = "00000000-0000-0000-0000-000000000001";
    public const string Secret = "00000000-0000-0000-0000-000000000002";
    public static readonly string Key = Base64($"{Id}:{Secret}");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
