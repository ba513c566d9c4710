using System.Text;
using GigaChat.Commands.Chat;
using GigaChat.Resources;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace GigaChat.Commands.Tests.Chat
{
    /// <summary>Which items make which requests.</summary>
    public sealed class ChatInputTests
    {
        private readonly FakeChatHost _host = new();
        private readonly List<ChatRequest> _requests = [];

        private static ChatInputSettings Piped => new() { IsPiped = true };

        private IEnumerable<string> Prompts => _requests.Select(static request => request.Prompt);

        [Fact]
        public void A_prompt_alone_is_one_request_with_all_settings()
        {
            var conversation = new GigaChatConversation();
            Run(new ChatInputSettings
            {
                Prompt = "Привет",
                Conversation = conversation,
                SystemPrompt = "Кратко",
                Model = "GigaChat-Max",
                Sampling = new SamplingOptions
                {
                    Temperature = 0.1,
                    TopP = 0.2,
                    MaxTokens = 3,
                    RepetitionPenalty = 1.4,
                    ReasoningEffort = "low",
                },
            });

            ChatRequest request = Assert.Single(_requests);
            Assert.Equal(
                ("Привет", "Привет", "Кратко", "GigaChat-Max"),
                (request.Prompt, request.Source, request.SystemPrompt, request.Model));
            SamplingOptions sampling = request.Sampling!;
            Assert.Equal(
                (0.1, 0.2, 3, 1.4, "low"),
                (sampling.Temperature, sampling.TopP, sampling.MaxTokens, sampling.RepetitionPenalty, sampling.ReasoningEffort));
            Assert.Same(conversation, request.Conversation);
            Assert.Null(request.Attachments);
        }

        [Fact]
        public void Each_text_without_a_prompt_is_a_request()
        {
            Run(Piped, "раз", "два");
            Assert.Equal(["раз", "два"], Prompts);
            Assert.Equal(["раз", "два"], _requests.Select(static request => request.Source));
        }

        [Fact]
        public void Texts_beside_a_prompt_are_material_for_one_request()
        {
            Run(Piped with { Prompt = "Сравни" }, "раз", "два");
            Assert.Equal(["Сравни\n\nраз\nдва"], Prompts);
            Assert.Null(_requests[0].Source);
        }

        [Fact]
        public void PerItem_makes_a_request_of_each_text_and_object()
        {
            var item = new Wrapper(42);
            Run(Piped with { Prompt = "Опиши", PerItem = true }, "раз", item);
            Assert.Equal(["Опиши\n\nраз", $"Опиши\n\n<{item}>"], Prompts);
            Assert.Same(item, _requests[1].Source);
        }

        [Fact]
        public void PerItem_reports_an_empty_text_and_goes_on()
        {
            Run(Piped with { Prompt = "Опиши", PerItem = true }, " ", "два");
            Assert.Equal(["Опиши\n\nдва"], Prompts);
            (GigaChatException error, object? item) = Assert.Single(_host.Errors);
            Assert.Equal((GigaChatErrorKind.PromptRequired, CmdletMessages.ItemEmpty, " "), (error.Kind, error.Message, item));
        }

        [Fact]
        public void Together_makes_one_prompt_of_texts()
        {
            Run(Piped with { Together = true }, "раз", "два");
            Assert.Equal(["раз\nдва"], Prompts);
        }

        [Fact]
        public void Objects_need_a_prompt()
        {
            var item = new Wrapper(42);
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped, item));
            Assert.Equal((GigaChatErrorKind.PromptRequired, CmdletMessages.ObjectsNeedPrompt), (ended.Error.Kind, ended.Message));
            Assert.Same(item, ended.Item);
        }

        [Fact]
        public void Objects_taken_together_need_a_prompt_at_the_end()
        {
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped with { Together = true }, "текст", new Wrapper(42)));
            Assert.Equal((CmdletMessages.ObjectsNeedPrompt, null), (ended.Message, ended.Item));
            Assert.Empty(_requests);
        }

        [Fact]
        public void Format_data_ends_the_pipeline()
        {
            var item = new Wrapper(new FormatStartData());
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped with { Prompt = "Опиши" }, item));
            Assert.Equal(CmdletMessages.FormattedInput, ended.Message);
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public void An_empty_or_blank_pipeline_beside_a_prompt_is_an_error(bool isBlank)
        {
            Run(Piped with { Prompt = "Сравни" }, isBlank ? [" ", ""] : []);
            Assert.Empty(_requests);
            (GigaChatException error, object? item) = Assert.Single(_host.Errors);
            Assert.Equal((GigaChatErrorKind.PromptRequired, CmdletMessages.NothingPiped, "Сравни"), (error.Kind, error.Message, item));
        }

        [Fact]
        public void Nothing_at_all_is_left_to_the_check_of_the_request()
        {
            Run(new ChatInputSettings());
            Assert.Equal([""], Prompts);
        }

        [Fact]
        public void An_empty_pipeline_without_a_prompt_makes_no_request()
        {
            Run(Piped, [null, new object?[] { null }]);
            Assert.Empty(_requests);
            Assert.Empty(_host.Errors);
        }

        [Fact]
        public void An_array_of_InputObject_is_processed_item_by_item()
        {
            Run(Piped, [new object[] { "раз", "два" }]);
            Assert.Equal(["раз", "два"], Prompts);
        }

        [Fact]
        public void A_reply_goes_on_with_its_conversation()
        {
            var reply = new ChatReply { Text = "Да", Conversation = new GigaChatConversation() };
            Run(Piped with { Prompt = "Почему?" }, new Wrapper(reply));
            ChatRequest request = Assert.Single(_requests);
            Assert.Equal(("Почему?", "Почему?"), (request.Prompt, request.Source));
            Assert.Equal(reply.Conversation.SessionId, request.Conversation!.SessionId);
            Assert.NotSame(reply.Conversation, request.Conversation);
        }

        [Fact]
        public void A_reply_beside_another_conversation_is_an_error()
        {
            var reply = new ChatReply { Conversation = new GigaChatConversation() };
            Run(Piped with { Prompt = "Почему?", Conversation = new GigaChatConversation() }, reply);
            Assert.Empty(_requests);
            Assert.Equal((CmdletMessages.ReplyHasConversation, reply), (_host.Errors[0].Error.Message, _host.Errors[0].Item));
        }

        [Fact]
        public void A_reply_without_a_prompt_ends_the_pipeline_but_with_a_function_result_it_is_answered()
        {
            var reply = new ChatReply { Conversation = new GigaChatConversation() };
            Assert.Equal(CmdletMessages.ReplyNeedsPrompt, Assert.Throws<PipelineEndedException>(() => Run(Piped, reply)).Message);

            Run(Piped with { HasFunctionResult = true }, new FunctionSettings { HasResult = true, Result = "ясно" }, reply);
            ChatRequest request = Assert.Single(_requests);
            Assert.Equal(("", "\"ясно\""), (request.Prompt, request.FunctionResult));
            Assert.Equal(reply.Conversation.SessionId, request.Conversation!.SessionId);
        }

        [Fact]
        public void A_function_result_is_for_replies_alone()
        {
            Run(Piped with { HasFunctionResult = true }, new FunctionSettings { HasResult = true }, "раз");
            Assert.Empty(_requests);
            Assert.Equal(FunctionCmdletMessages.ResultNeedsConversation, Assert.Single(_host.Errors).Error.Message);
        }

        [Fact]
        public void Replies_taken_together_are_material()
        {
            var reply = new ChatReply { Text = "Да", Conversation = new GigaChatConversation() };
            Run(Piped with { Prompt = "Обобщи", Together = true }, reply, "нет");
            Assert.Equal(["Обобщи\n\n<Да>\nнет"], Prompts);
            Assert.Null(_requests[0].Conversation);
        }

        [Fact]
        public void A_text_file_goes_into_the_prompt_and_another_is_attached()
        {
            _host.Texts["/данные/а.txt"] = "алфавит";
            RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true }, "/данные/а.txt", "/данные/б.pdf");
            Assert.Equal(["Кратко\n\nалфавит", "Кратко"], Prompts);
            Assert.Equal(["/данные/а.txt", "/данные/б.pdf"], _requests.Select(static request => request.Source));
            Assert.Equal("/данные/б.pdf", Assert.Single(_requests[1].Attachments!).Path);
        }

        [Fact]
        public void Text_files_are_read_in_the_encoding_that_was_given()
        {
            _host.Texts["а.txt"] = "алфавит";
            RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true, Encoding = Encoding.Latin1 }, "а.txt");
            Assert.Equal(["Кратко\n\nалфавит (iso-8859-1)"], Prompts);
        }

        [Fact]
        public void A_wildcard_names_many_files_and_a_missing_one_does_not_stop_the_others()
        {
            _host.Paths["*.txt"] = ["а.txt", "б.txt"];
            (_host.Texts["а.txt"], _host.Texts["б.txt"]) = ("А", "Б");
            RunPaths(new ChatInputSettings { Prompt = "Кратко", HasPaths = true }, "нет.txt", "*.txt");
            Assert.Equal(["Кратко\n\nА", "Кратко\n\nБ"], Prompts);
            Assert.Equal((GigaChatErrorKind.FileNotFound, "нет.txt"), (_host.Errors[0].Error.Kind, _host.Errors[0].Item));
        }

        [Fact]
        public void Files_taken_together_are_one_request_with_their_names()
        {
            (_host.Texts["/d/а.txt"], _host.Texts["/d/б.txt"]) = ("А", "Б");
            RunPaths(new ChatInputSettings { Prompt = "Сравни", HasPaths = true, Together = true }, "/d/а.txt", "/d/б.txt", "/d/в.pdf");
            ChatRequest request = Assert.Single(_requests);
            Assert.Equal("Сравни\n\n--- а.txt ---\nА\n--- б.txt ---\nБ", request.Prompt);
            Assert.Equal("/d/в.pdf", Assert.Single(request.Attachments!).Path);
        }

        [Fact]
        public void Attached_files_alone_are_one_request_with_the_prompt()
        {
            Run(Piped with { Prompt = "Сравни", Together = true }, new GigaChatFile { Id = "раз" }, new GigaChatFile { Id = "два" });
            ChatRequest request = Assert.Single(_requests);
            Assert.Equal("Сравни", request.Prompt);
            Assert.Equal(["раз", "два"], request.Attachments!.Select(static attachment => attachment.ToString()));
            Assert.Empty(_host.Errors);
        }

        [Fact]
        public void Piped_files_make_a_request_each_and_need_a_prompt()
        {
            _host.Texts[Path.GetFullPath("а.txt")] = "А";
            Run(Piped with { Prompt = "Кратко" }, new Wrapper(new FileInfo("а.txt")), new Wrapper(new GigaChatFile { Id = "раз" }));
            Assert.Equal(["Кратко\n\nА", "Кратко"], Prompts);
            Assert.Equal("раз", Assert.Single(_requests[1].Attachments!).File!.Id);

            var file = new GigaChatFile { Id = "раз" };
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped, file));
            Assert.Equal((CmdletMessages.FilesNeedPrompt, file), (ended.Message, ended.Item));
        }

        [Fact]
        public void Attachments_go_with_every_request_after_its_own_file()
        {
            var attachments = new AttachmentInput(_host);
            string id = Guid.NewGuid().ToString();
            attachments.Resolve([id, new Wrapper(42, Id: "из задания"), new GigaChatFile { Id = "файл" }]);
            ChatInputSettings settings = Piped with { Prompt = "Что это?", PerItem = true };
            Run(settings, new FunctionSettings(), attachments, new GigaChatFile { Id = "свой" }, "текст");
            Assert.Equal(
                [["свой", id, "из задания", "файл"], [id, "из задания", "файл"]],
                _requests.Select(static request => request.Attachments!.Select(static attachment => attachment.ToString())));
        }

        [Fact]
        public void What_cannot_be_attached_ends_the_pipeline()
        {
            var ended = Assert.Throws<PipelineEndedException>(() => new AttachmentInput(_host).Resolve([42]));
            Assert.Equal((GigaChatErrorKind.InvalidRequest, 42), (ended.Error.Kind, ended.Item));
            ended = Assert.Throws<PipelineEndedException>(() => new AttachmentInput(_host).Resolve(["нет.pdf"]));
            Assert.Equal((GigaChatErrorKind.FileNotFound, "нет.pdf"), (ended.Error.Kind, ended.Item));
        }

        [Fact]
        public void Material_beyond_the_limit_ends_the_pipeline_before_it_is_collected()
        {
            string half = new('я', (Core.TextLimit.MaxCharacters / 2) + 1);
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped with { Prompt = "Кратко" }, half, half, half));
            Assert.Equal(GigaChatErrorKind.TooLarge, ended.Error.Kind);
            Assert.Empty(_requests);
        }

        private void Run(ChatInputSettings settings, params object?[] items) => Run(settings, new FunctionSettings(), items);

        private void Run(ChatInputSettings settings, FunctionSettings functions, params object?[] items)
            => Run(settings, functions, new AttachmentInput(_host), items);

        private void Run(ChatInputSettings settings, FunctionSettings functions, AttachmentInput attachments, params object?[] items)
        {
            ChatInput input = Create(settings, functions, attachments);
            foreach (object? item in items)
                input.ProcessInput(item);
            input.Finish();
        }

        private void RunPaths(ChatInputSettings settings, params string[] paths)
        {
            ChatInput input = Create(settings, new FunctionSettings(), new AttachmentInput(_host));
            foreach (string path in paths)
                input.ProcessPath(path, literal: false);
            input.ProcessInput(null);
            input.Finish();
        }

        private ChatInput Create(ChatInputSettings settings, FunctionSettings functions, AttachmentInput attachments)
            => new(settings, _host, attachments, new ChatFunctions(functions, _host), _requests.Add);
    }
}

namespace Microsoft.PowerShell.Commands.Internal.Format
{
    /// <summary>Format-Table writes objects of PowerShell's class of this name.</summary>
    internal sealed class FormatStartData;
}
