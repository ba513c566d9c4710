using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GigaChat.Emulator.Accounts;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Requests;
using GigaChat.Tests;

namespace GigaChat.Emulator.Tests;

/// <summary>The emulator's files, called as a client of any language would.</summary>
public sealed class FilesTests : EmulatorTest
{
    private const string Unknown = "00000000-0000-0000-0000-000000000000";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        SignIn();
    }

    [Fact]
    public async Task A_file_is_stored_listed_read_and_removed()
    {
        JsonNode file = await JsonAsync(await UploadAsync("смета.pdf", "application/pdf"), 200);
        string id = (string)file["id"]!;
        Assert.Equal("смета.pdf", (string)file["filename"]!);
        Assert.Equal(
            ("file", 5, "general", "private"),
            ((string)file["object"]!, (int)file["bytes"]!, (string)file["purpose"]!, (string)file["access_policy"]!));
        Assert.Equal(id, (string)(await JsonAsync(await Http.GetAsync(Host.BaseUri + "/files", Cancellation), 200))["data"]![0]!["id"]!);
        Assert.Equal(id, (string)(await JsonAsync(await Http.GetAsync($"{Host.BaseUri}/files/{id}", Cancellation), 200))["id"]!);
        Host.Faults.Add(FaultKind.WrongContentType, FaultTarget.Download);
        using (var plain = await Http.GetAsync($"{Host.BaseUri}/files/{id}/content", Cancellation))
            Assert.Equal("text/plain", plain.Content.Headers.ContentType!.MediaType);
        using (var content = await Http.GetAsync($"{Host.BaseUri}/files/{id}/content", Cancellation))
        {
            Assert.Equal("application/octet-stream", content.Content.Headers.ContentType!.MediaType);
            Assert.Equal("hello", await content.Content.ReadAsStringAsync(Cancellation));
        }

        JsonNode gone = await JsonAsync(await Http.PostAsync($"{Host.BaseUri}/files/{id}/delete", null, Cancellation), 200);
        Assert.True((bool)gone["deleted"]!);
        await JsonAsync(await Http.GetAsync($"{Host.BaseUri}/files/{id}", Cancellation), 404);
    }

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "general", 5, 400)]
    [InlineData("application/octet-stream", "general", 5, 400)]
    [InlineData("text/plain", "assistant", 5, 400)]
    [InlineData("text/plain", null, 5, 400)]
    [InlineData("text/plain", "general", 0, 400)]
    [InlineData("image/png", "general", (15 << 20) + 1, 413)]
    [InlineData("image/png", "general", 15 << 20, 200)]
    public async Task What_the_service_refuses_is_refused(string type, string? purpose, int length, int status)
        => await JsonAsync(await UploadAsync("a", type, purpose, new byte[length]), status);

    [Fact]
    public async Task A_form_must_have_a_plain_boundary_and_a_plain_name()
    {
        await JsonAsync(await PostAsync("/files", "{}"), 400);
        await JsonAsync(await UploadAsync("a.txt", "text/plain", boundary: "\"x\""), 400);
        await JsonAsync(await UploadAsync("a.txt\"; filename*=\"utf-8''b.txt", "text/plain"), 400);
    }

    [Fact]
    public async Task Files_are_kept_apart_by_account_and_by_client_id()
    {
        Http.DefaultRequestHeaders.Add("X-Client-ID", "first");
        string id = (string)(await JsonAsync(await UploadAsync("a.txt", "text/plain"), 200))["id"]!;
        Http.DefaultRequestHeaders.Remove("X-Client-ID");
        foreach (string path in new[] { $"/files/{id}", $"/files/{id}/content" })
        {
            JsonNode error = await JsonAsync(await Http.GetAsync(Host.BaseUri + path, Cancellation), 403);
            Assert.Equal($"Access to file '{id}' is denied", (string)error["message"]!);
        }

        Assert.Empty((await JsonAsync(await Http.GetAsync(Host.BaseUri + "/files", Cancellation), 200))["data"]!.AsArray());
        SignIn(EmulatorAccount.Business);
        Http.DefaultRequestHeaders.Add("X-Client-ID", "first");
        await JsonAsync(await Http.GetAsync($"{Host.BaseUri}/files/{id}", Cancellation), 404);
    }

    [Fact]
    public async Task Attachments_must_be_known_of_one_kind_and_few()
    {
        string pdf = (string)(await JsonAsync(await UploadAsync("a.pdf", "application/pdf"), 200))["id"]!;
        string png = (string)(await JsonAsync(await UploadAsync("a.png", "image/png"), 200))["id"]!;
        await JsonAsync(await ChatAsync(Message("user", pdf)), 200);
        await JsonAsync(await ChatAsync(Message("user", pdf, png)), 422);
        await JsonAsync(await ChatAsync(Message("user", png, png)), 422);
        await JsonAsync(await ChatAsync(Message("system", pdf), Message("user")), 422);
        Assert.Equal("No such file", (string)(await JsonAsync(await ChatAsync(Message("user", Unknown)), 404))["message"]!);
        string[] pictures = [.. Enumerable.Repeat(Message("user", png), 10)];
        await JsonAsync(await ChatAsync(pictures), 200);
        await JsonAsync(await ChatAsync([.. pictures, Message("user", png)]), 422);
    }

    [Theory]
    [InlineData("кот", "", false)]
    [InlineData("Нарисуй кота", "", false)]
    [InlineData("кот", ",\"function_call\":\"auto\"", false)]
    [InlineData("Нарисуй кота", ",\"function_call\":\"none\"", false)]
    [InlineData("Нарисуй кота", ",\"function_call\":\"auto\"", true)]
    [InlineData("Нарисуй кота", ",\"function_call\":\"auto\",\"functions\":[{\"name\":\"text2image\"}]", true)]
    [InlineData("кот", ",\"function_call\":{\"name\":\"text2image\"}", true)]
    public async Task A_picture_is_drawn_where_the_request_allows_it(string prompt, string rest, bool drawn)
    {
        string text = (string)(await JsonAsync(
            await PostAsync("/chat/completions", $$"""{"model":"GigaChat","messages":[{"role":"user","content":"{{prompt}}"}]{{rest}}}"""),
            200))["choices"]![0]!["message"]!["content"]!;
        Assert.Equal(drawn, text.Contains("<img src=\"", StringComparison.Ordinal));
        if (!drawn)
            return;
        using var picture = await Http.GetAsync($"{Host.BaseUri}/files/{text.Split('"')[1]}/content", Cancellation);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0xFF, 0xD8], (await picture.Content.ReadAsByteArrayAsync(Cancellation))[..2]);
    }

    [Theory]
    [InlineData(ForcedBuiltIn.BadRequest, 400, "Your request contains invalid JSON syntax.")]
    [InlineData(ForcedBuiltIn.Invalid, 422, "Invalid params: function 'text2image' of function_call is not among the functions")]
    public async Task Where_a_picture_cannot_be_forced_the_model_still_chooses_it(ForcedBuiltIn setting, int status, string message)
    {
        Host.Settings.ForcedBuiltIn = setting;
        using var forced = await PostAsync("/chat/completions", Question("Нарисуй кота", "\"function_call\":{\"name\":\"text2image\"},"));
        await AssertAnswerAsync(forced, status, $$"""{"status":{{status}},"message":"{{message}}"}""");
        using var chosen = await PostAsync("/chat/completions", Question("Нарисуй кота", "\"function_call\":\"auto\","));
        Assert.Contains("<img src=", await chosen.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        const string Own = "\"functions\":[{\"name\":\"f\",\"parameters\":{\"properties\":{}}}],\"function_call\":{\"name\":\"f\"},";
        using var own = await PostAsync("/chat/completions", Question("Нарисуй кота", Own));
        Assert.Equal(200, (int)own.StatusCode);
    }

    [Fact]
    public async Task Large_uploads_are_recorded_by_their_beginning()
    {
        await JsonAsync(await UploadAsync("a.pdf", "application/pdf", content: new byte[40 << 20]), 200);
        RecordedRequest record = Host.Requests.To("/v1/files")[0];
        Assert.InRange(record.Body!.Length, 1, 4096);
        Assert.InRange(record.BodyLength, 40 << 20, (40 << 20) + 1000);
    }

    private static string Message(string role, params string[] attachments)
        => $$"""{"role":"{{role}}","content":"что это?","attachments":"""
            + $"[{string.Join(',', attachments.Select(static id => $"\"{id}\""))}]}}";

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response, int status)
    {
        using (response)
        {
            string body = await response.Content.ReadAsStringAsync();
            Assert.True((HttpStatusCode)status == response.StatusCode, $"{(int)response.StatusCode} {body}");
            return JsonNode.Parse(body)!;
        }
    }

    private Task<HttpResponseMessage> ChatAsync(params string[] messages)
        => PostAsync("/chat/completions", $$"""{"model":"GigaChat","messages":[{{string.Join(',', messages)}}]}""");

    private async Task<HttpResponseMessage> UploadAsync(
        string name, string type, string? purpose = "general", byte[]? content = null, string boundary = "x")
    {
        var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(
            (purpose is null ? "" : $"--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n{purpose}\r\n")
            + $"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {type}\r\n\r\n"));
        body.Write(content ?? "hello"u8.ToArray());
        body.Write("\r\n--x--\r\n"u8);
        using var form = new ByteArrayContent(body.ToArray());
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
        return await Http.PostAsync(Host.BaseUri + "/files", form);
    }
}
