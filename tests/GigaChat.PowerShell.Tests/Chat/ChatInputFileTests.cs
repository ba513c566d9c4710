using System.Text;
using GigaChat.Commands.Chat;
using GigaChat.Resources;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>Which files make which requests, as paths, from the pipeline, or attached.</summary>
public sealed class ChatInputFileTests : ChatInputTest
{
    [Fact]
    public void A_text_file_goes_into_the_prompt_and_another_is_attached()
    {
        Host.Texts["/данные/а.txt"] = "алфавит";
        RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true }, "/данные/а.txt", "/данные/б.pdf");
        Assert.Equal(["Кратко\n\nалфавит", "Кратко"], Prompts);
        Assert.Equal(["/данные/а.txt", "/данные/б.pdf"], Requests.Select(static request => request.Source));
        Assert.Equal("/данные/б.pdf", Assert.Single(Requests[1].Attachments!).Path);
    }

    [Fact]
    public void Text_files_are_read_in_the_encoding_that_was_given()
    {
        Host.Texts["а.txt"] = "алфавит";
        RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true, Encoding = Encoding.Latin1 }, "а.txt");
        Assert.Equal(["Кратко\n\nалфавит (iso-8859-1)"], Prompts);
    }

    [Fact]
    public void A_wildcard_names_many_files_and_a_missing_one_does_not_stop_the_others()
    {
        Host.Paths["*.txt"] = ["а.txt", "б.txt"];
        (Host.Texts["а.txt"], Host.Texts["б.txt"]) = ("А", "Б");
        RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true }, "нет.txt", "*.txt");
        Assert.Equal(["Кратко\n\nА", "Кратко\n\nБ"], Prompts);
        Assert.Equal((GigaChatErrorKind.FileNotFound, "нет.txt"), (Host.Errors[0].Error.Kind, Host.Errors[0].Item));
    }

    [Fact]
    public void Files_taken_together_are_one_request_with_their_names()
    {
        (Host.Texts["/d/а.txt"], Host.Texts["/d/б.txt"]) = ("А", "Б");
        RunPaths(new ChatInputSettings { Prompt = "Сравни", HasPaths = true, Together = true }, "/d/а.txt", "/d/б.txt", "/d/в.pdf");
        ChatRequest request = Assert.Single(Requests);
        Assert.Equal("Сравни\n\n--- а.txt ---\nА\n--- б.txt ---\nБ", request.Prompt);
        Assert.Equal("/d/в.pdf", Assert.Single(request.Attachments!).Path);
    }

    [Fact]
    public void Attached_files_alone_are_one_request_with_the_prompt()
    {
        Run(Piped with { Prompt = "Сравни", Together = true }, new GigaChatFile { Id = "раз" }, new GigaChatFile { Id = "два" });
        ChatRequest request = Assert.Single(Requests);
        Assert.Equal("Сравни", request.Prompt);
        Assert.Equal(["раз", "два"], request.Attachments!.Select(static attachment => attachment.ToString()));
        Assert.Empty(Host.Errors);
    }

    [Fact]
    public void Piped_files_make_a_request_each_and_need_a_prompt()
    {
        Host.Texts[Path.GetFullPath("а.txt")] = "А";
        Run(Piped with { Prompt = "Кратко" }, new Wrapper(new FileInfo("а.txt")), new Wrapper(new GigaChatFile { Id = "раз" }));
        Assert.Equal(["Кратко\n\nА", "Кратко"], Prompts);
        Assert.Equal("раз", Assert.Single(Requests[1].Attachments!).File!.Id);

        var file = new GigaChatFile { Id = "раз" };
        var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped, file));
        Assert.Equal((CmdletMessages.FilesNeedPrompt, file), (ended.Message, ended.Item));
    }

    [Fact]
    public void Attachments_go_with_every_request_after_its_own_file()
    {
        var attachments = new AttachmentInput(Host);
        string id = Guid.NewGuid().ToString();
        attachments.Resolve([id, new Wrapper(42, Id: "из задания"), new GigaChatFile { Id = "файл" }]);
        ChatInputSettings settings = Piped with { Prompt = "Что это?", PerItem = true };
        Run(settings, new FunctionSettings(), attachments, new GigaChatFile { Id = "свой" }, "текст");
        Assert.Equal(
            [["свой", id, "из задания", "файл"], [id, "из задания", "файл"]],
            Requests.Select(static request => request.Attachments!.Select(static attachment => attachment.ToString())));
    }

    [Fact]
    public void What_cannot_be_attached_ends_the_pipeline()
    {
        var ended = Assert.Throws<PipelineEndedException>(() => new AttachmentInput(Host).Resolve([42]));
        Assert.Equal((GigaChatErrorKind.InvalidRequest, 42), (ended.Error.Kind, ended.Item));
        ended = Assert.Throws<PipelineEndedException>(() => new AttachmentInput(Host).Resolve(["нет.pdf"]));
        Assert.Equal((GigaChatErrorKind.FileNotFound, "нет.pdf"), (ended.Error.Kind, ended.Item));
    }
}
