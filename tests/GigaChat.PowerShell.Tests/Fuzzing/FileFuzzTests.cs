using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GigaChat.Commands.Files;
using GigaChat.Commands.Infrastructure;
using GigaChat.Http;
using GigaChat.Tests;
using GigaChat.Tests.Fuzzing;

namespace GigaChat.Commands.Tests.Fuzzing;

/// <summary>Files that a user names, names that the service gives, and a header.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private static readonly string[] Encodings = [
        "utf8", "unicode", "bigendianunicode", "utf32", "bigendianutf32", "1251", "cp866", "koi8-r", "ascii", "latin1"];

    private static readonly Bytes[] NastySettings =
    [
        .. new[]
        {
            "", "=", "=a", "A", "A=\"", "A='\n", "export", "export =", "#", "\0", "A=\0",
            "GIGACHAT_CA_BUNDLE_FILE=a\0b", "GIGACHAT_CERT_FILE=a\0b", "GIGACHAT_BASE_URL=http://", "GIGACHAT_BASE_URL=https://[",
            "GIGACHAT_TIMEOUT=NaN", "GIGACHAT_TIMEOUT=1e999", "GIGACHAT_MAX_RETRIES=1.5", "A=${A}", "A=\\",
        }.Select(Bytes.Of),
        new([0xFF, 0xFE, 65, 0]), new([0xFF]),
        .. new[] { "GIGACHAT_CREDENTIALS", "GIGACHAT_SCOPE", "GIGACHAT_BASE_URL", "GIGACHAT_MODEL", "GIGACHAT_CA_BUNDLE_FILE" }
            .SelectMany(static name => Corpus.HostileTexts.Select(text => Bytes.Of($"{name}=\"{text}\""))),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("gigachat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Settings_files_are_read_or_refused()
    {
        string path = Path.Combine(_folder, ".env");
        byte[] good = Encoding.UTF8.GetBytes(
            $"# ключ\nexport GIGACHAT_CREDENTIALS=\"{Keys.Key}\"\nGIGACHAT_SCOPE='corporate'\r\n"
                + "GIGACHAT_BASE_URL = https://api.giga.chat/v1 # адрес\nGIGACHAT_TIMEOUT=2.5\nGIGACHAT_MAX_RETRIES=3\n"
                + "GIGACHAT_VERIFY_SSL_CERTS=true\nGIGACHAT_CA_BUNDLE_FILE=ca.pem\nGIGACHAT_PASSWORD=\"two\nlines\"");
        byte[] certificate = Encoding.UTF8.GetBytes(
            "GIGACHAT_CERT_FILE=none.pem\nGIGACHAT_KEY_FILE=none.key\nGIGACHAT_KEY_FILE_PASSWORD=p\n"
                + "GIGACHAT_AUTH_URL=https://localhost/oauth\nGIGACHAT_USER=u");
        Fuzz.Run(".env files", 200, Mutations.Any(good, certificate), async file =>
        {
            await File.WriteAllBytesAsync(path, file.Value);
            EnvironmentSettings? settings = null;
            if (Fuzz.Ours(() => settings = EnvironmentSettings.Load(path, static p => p, static _ => null)) is not null)
                return;
            Fuzz.Ours(() => settings!.SignIn()?.Dispose());
            Fuzz.Ours(() => new GigaChatConnection(settings!.ToOptions(), GigaChatCredential.FromToken(Secret.From("t"))).Dispose());
        }, NastySettings);
    }

    [Fact]
    public void What_a_settings_file_says_is_read_back()
    {
        string path = Path.Combine(_folder, "round.env");
        Gen<(string, string, string)> settings =
            from value in Mutations.Text("aZ0./:$!%&()[]{}Ж-_", 30).Where(static text => text.Length > 0)
            from quote in Gen.Elements("", "\"", "'")
            from end in Gen.Elements("\n", "\r\n", "")
            select (value, quote, end);
        Fuzz.Run(".env files written and read", 80, settings, async input =>
        {
            (string value, string quote, string end) = input;
            await File.WriteAllTextAsync(path, $"GIGACHAT_MODEL={quote}{value}{quote}{end}");
            Assert.Equal(value, EnvironmentSettings.Load(path, static p => p, static _ => null).Model);
        });
    }

    [Fact]
    public void Text_files_are_read_or_refused()
    {
        string path = Path.Combine(_folder, "text.txt");
        Gen<(Bytes, string?)> files =
            from bytes in Mutations.Any(
                Encoding.UTF8.GetBytes("Привет, мир 🙂\r\nвторая строка\n"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Привет 🙂")],
                Encoding.UTF32.GetBytes("Привет"), [.. Encoding.UTF8.Preamble, .. "текст"u8])
            from name in Gen.Elements<string?>([null, .. Encodings, "utf-7", "iso-2022-jp", "hz-gb-2312", "x-cp20936"])
            select (bytes, name);
        Fuzz.Run("text files", 150, files, async input =>
        {
            (Bytes bytes, string? name) = input;
            await File.WriteAllBytesAsync(path, bytes.Value);
            string? text = null;
            if (await Fuzz.OursAsync(
                async () => text = await TextFile.ReadAsync(
                    path, name is null ? null : TextEncoding.Parse(name), CancellationToken.None)) is null)
                Assert.DoesNotContain('\0', text!);
        }, (new Bytes([]), null), (new Bytes([0xEF, 0xBB, 0xBF]), null), (new Bytes([0xFF, 0xFE]), null), (new Bytes([0xFF, 0xFE, 0, 0]),
        null), (new Bytes([0xFE, 0xFF, 0xD8]), null), (new Bytes([0x2B, 0x2F, 0x76]), null), (new Bytes([0xC3]),
        "utf8"), (new Bytes([0x1B, 0x24]), "iso-2022-jp"));
    }

    [Fact]
    public void Text_is_read_as_it_was_written()
    {
        string path = Path.Combine(_folder, "written.txt");
        Gen<(string, string)> texts = from text in Mutations.Text("абвЁ \n\raZ!", 60).Where(static text => text.Trim().Length > 0)
            from name in Gen.Elements(Encodings[..8]) select (text, name);
        Fuzz.Run("text written and read", 80, texts, async input =>
        {
            (string text, string name) = input;
            Encoding encoding = TextEncoding.Parse(name);
            await File.WriteAllBytesAsync(path, encoding.GetBytes(text));
            Assert.Equal(text, await TextFile.ReadAsync(path, encoding, CancellationToken.None));
        });
    }

    [Fact]
    public void Names_of_encodings_are_known_or_refused()
        => Fuzz.Run("names of encodings", 600, Gen.OneOf(
            Mutations.Text("utf-8cp1251 koi\0Ж.", 12),
            Gen.Choose(int.MinValue, int.MaxValue).Select(static page => page.ToString(CultureInfo.InvariantCulture)),
            Gen.Choose(-10, 66_000).Select(static page => "cp" + page.ToString(CultureInfo.InvariantCulture))), static name =>
        {
            if (Fuzz.Ours(() => TextEncoding.Parse(name)) is { } error)
                Assert.Equal(GigaChatErrorKind.InvalidRequest, error.Kind);
        }, ["", " ", "cp", "utf-7", "65000", "-1", "65536", "99999999999", "\0", .. TextEncoding.Names]);

    [Fact]
    public void No_name_leads_out_of_its_folder()
    {
        Gen<string> names = Gen.OneOf(
            Mutations.Text("ab./\\:*?\"<>| \0\n\u202E\uFFFD\uD800Ж🙂~CONnul1$", 40), Mutations.Text("aЖ.🙂", 400),
            ArbMap.Default.GeneratorFor<string>().Select(static text => text ?? ""),
            from device in Gen.Elements("CON", "nul", "COM1", "lpt9", "AUX ", "prn.txt", "..", ".", "...")
                from rest in Mutations.Text(". /\\:a", 6) select device + rest);
        Fuzz.Run("names of files", 600, names, name =>
        {
            if (FileNameSanitizer.Clean(name) is not { } clean)
                return;
            Assert.Equal(_folder, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(_folder, clean))));
            Assert.DoesNotContain(
                clean, static c => c < ' ' || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal)
                    || char.GetUnicodeCategory(c) is UnicodeCategory.Format);
            Assert.InRange(Encoding.UTF8.GetByteCount(clean), 1, 210);
            Assert.False(clean[0] is '.' or ' ' || clean[^1] is '.' or ' ', clean);
            Assert.DoesNotContain(clean.Split('.')[0].TrimEnd().ToUpperInvariant(), (string[])["CON", "PRN", "AUX", "NUL", "COM1", "LPT9"]);
            // What is clean stays as it is, and can be written.
            Assert.Equal(clean, FileNameSanitizer.Clean(clean));
            File.WriteAllText(Path.Combine(_folder, clean), "");
        }, "", ".", "..", "../..", "/etc/passwd", "C:\\Windows\\x", "a\0b", "CON", "con.txt", "com1 .txt", " . ",
        "\uD800", "file.\u202Egpj.exe", new string('я', 300) + ".txt", new string('a', 300), "a." + new string('b', 300),
        ".hidden", "a/", "a\\");
    }

    [Fact]
    public void Any_Retry_After_is_a_pause_that_ends()
    {
        Gen<string> headers = Gen.OneOf(
            Mutations.Any("120"u8.ToArray(), "Fri, 20 Nov 2026 12:00:09 GMT"u8.ToArray(), "Friday, 20-Nov-26 12:00:09 GMT"u8.ToArray())
                .Select(static b => b.Latin),
            Gen.Choose(int.MinValue, int.MaxValue).Select(static n => n.ToString(CultureInfo.InvariantCulture)),
            Mutations.Text("0123456789-+.e:, GMTNov", 30));
        Fuzz.Run("Retry-After headers", 1000, headers, static header =>
        {
            using var response = new HttpResponseMessage();
            response.Headers.TryAddWithoutValidation("Retry-After", header);
            if (RetryPolicy.GetRetryDelay(response.Headers.RetryAfter, TimeProvider.System) is { } pause)
                Assert.InRange(pause, TimeSpan.Zero, RetryPolicy.MaxDelay);
        }, "", "0", "-1", "60", "61", "2147483647", "2147483648", "99999999999999999999",
        "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "\0", "1, 2");
    }
}
