using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Authentication;
using GigaChat.Wire;

namespace GigaChat.Tests.Fuzzing;

/// <summary>Keys as people copy them, and what they copy instead.</summary>
public sealed class KeyFuzzTests
{
    private static readonly string[] Wrappings = [
        "{0}", "\"{0}\"", "'{0}'", "Basic {0}", "basic {0}", "Bearer {0}", " \t{0}\r\n", "\uFEFF{0}", "Basic \"{0}\"", "\u00A0{0}\u2003",
        "\u201C{0}\u201D", "\u00AB{0}\u00BB;", "GIGACHAT_CREDENTIALS={0}", "export SBER_AUTH=\"{0}\"", "Authorization: Basic {0}"];
    private static readonly string[] Spaces = ["", " ", "\n", "\r\n", "\t", "\u00A0", "\u2028", "\u200B", "\u0016"];

    [Fact]
    public void A_good_key_is_taken_in_any_dressing()
    {
        Gen<(string Dressed, string Key)> keys =
            from first in Gen.Choose(0, int.MaxValue - 1)
            from inClear in Gen.Elements(true, false)
            from wrapping in Gen.Elements(Wrappings)
            from space in Gen.Elements(Spaces)
            from at in Gen.Choose(0, 70)
            select Dress(first, inClear, wrapping, space, at);
        Fuzz.Run("good keys, dressed", 500, keys, static input =>
        {
            using var given = Secret.From(input.Dressed);
            using Secret key = AuthorizationKey.Normalize(given);
            Assert.Equal(input.Key, new string(key.Reveal()));
        });
    }

    [Fact]
    public void Anything_else_is_a_key_or_an_error_of_ours_without_it()
    {
        Gen<string> texts = Gen.OneOf(
            Mutations.Any(
                Encoding.UTF8.GetBytes(Keys.Key), Encoding.UTF8.GetBytes($"{Keys.Id}:{Keys.Secret}"),
                Encoding.UTF8.GetBytes(Keys.Base64(Keys.Key))).Select(static b => b.Latin),
            Mutations.Text("0aZ+/=-_.:\"' \t\r\n\uFEFFЖ\uD800\uDC00\0{}eyJ", 600),
            ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? ""));
        Fuzz.Run("keys of any kind", 400, texts, static text =>
        {
            using var given = Secret.From(text);
            Refused(Fuzz.Ours(() =>
            {
                using Secret key = AuthorizationKey.Normalize(given);
                Assert.True(Convert.FromBase64String(new string(key.Reveal())).AsSpan().IndexOf((byte)':') > 0);
                // What was taken once is taken again, unchanged.
                using Secret again = AuthorizationKey.Normalize(key);
                Assert.Equal(new string(key.Reveal()), new string(again.Reveal()));
            }), text);
            Refused(Fuzz.Ours(() => GigaChatCredential.FromClient(Keys.Id, given).Dispose()), text);
            Refused(Fuzz.Ours(() => GigaChatCredential.FromClient(text, given).Dispose()), text);
            Refused(Fuzz.Ours(() => GigaChatCredential.FromPassword(text, given).Dispose()), text);
            Refused(Fuzz.Ours(() =>
            {
                using GigaChatCredential credential = GigaChatCredential.FromToken(given);
                // It must fit into a header.
                Assert.DoesNotContain(new string(credential.Secret!.Reveal()), static c => c is <= ' ' or > '~');
            }), text);
        }, "", " ", ":", "a:", ":a", "::", "=", "====", "Basic", "Bearer ", "\0", "\uD800", "\uD800:\uDC00", "Og==", "YTo=", "OmE=",
        Keys.Id, new string('.', 500), new string('A', 100_000), new string(' ', 100_000));
    }

    [Fact]
    public void The_end_of_a_token_is_read_from_any_number()
        => Fuzz.Run("ends of tokens", 500, ArbMap.Default.GeneratorFor<long>(), static value =>
        {
            DateTimeOffset end = WireTime.From(value);
            Assert.InRange(end, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
            Assert.NotEmpty(new AccessToken("t", end).ToString());
            Assert.NotNull(new AccessToken("t", end).IsUsable(DateTimeOffset.UtcNow).ToString());
        }, long.MinValue, long.MaxValue, -1, 0, 1, 99_999_999_999, 100_000_000_000,
        253_402_300_799, 253_402_300_799_999, 253_402_300_800_000);

    private static void Refused(GigaChatException? error, string text)
    {
        if (error is null)
            return;
        Assert.Equal(GigaChatErrorKind.KeyInvalid, error.Kind);
        if (text.Trim().Length > 12)
            Assert.DoesNotContain(text.Trim(), error.ToString(), StringComparison.Ordinal);
    }

    private static (string, string) Dress(int number, bool inClear, string wrapping, string space, int at)
    {
        string pair = $"{new Guid(number, 0, 0, new byte[8])}:{new Guid(0, 0, 0, BitConverter.GetBytes((long)number))}";
        string key = Keys.Base64(pair);
        string shown = inClear ? pair : key;
        return (wrapping.Replace("{0}", shown.Insert(at % shown.Length, space), StringComparison.Ordinal), key);
    }
}
