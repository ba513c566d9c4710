using GigaChat.Commands.Chat;
using GigaChat.Resources;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace GigaChat.Commands.Tests.Chat
{
    /// <summary>Which texts and objects make which requests.</summary>
    public sealed class ChatInputTests : ChatInputTest
    {
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

            ChatRequest request = Assert.Single(Requests);
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
            Assert.Equal(["раз", "два"], Requests.Select(static request => request.Source));
        }

        [Fact]
        public void Texts_beside_a_prompt_are_material_for_one_request()
        {
            Run(Piped with { Prompt = "Сравни" }, "раз", "два");
            Assert.Equal(["Сравни\n\nраз\nдва"], Prompts);
            Assert.Null(Requests[0].Source);
        }

        [Fact]
        public void PerItem_makes_a_request_of_each_text_and_object()
        {
            var item = new Wrapper(42);
            Run(Piped with { Prompt = "Опиши", PerItem = true }, "раз", item);
            Assert.Equal(["Опиши\n\nраз", $"Опиши\n\n<{item}>"], Prompts);
            Assert.Same(item, Requests[1].Source);
        }

        [Fact]
        public void PerItem_reports_an_empty_text_and_goes_on()
        {
            Run(Piped with { Prompt = "Опиши", PerItem = true }, " ", "два");
            Assert.Equal(["Опиши\n\nдва"], Prompts);
            (GigaChatException error, object? item) = Assert.Single(Host.Errors);
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
            Assert.Empty(Requests);
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
            Assert.Empty(Requests);
            (GigaChatException error, object? item) = Assert.Single(Host.Errors);
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
            Assert.Empty(Requests);
            Assert.Empty(Host.Errors);
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
            ChatRequest request = Assert.Single(Requests);
            Assert.Equal(("Почему?", "Почему?"), (request.Prompt, request.Source));
            Assert.Equal(reply.Conversation.SessionId, request.Conversation!.SessionId);
            Assert.NotSame(reply.Conversation, request.Conversation);
        }

        [Fact]
        public void A_reply_beside_another_conversation_is_an_error()
        {
            var reply = new ChatReply { Conversation = new GigaChatConversation() };
            Run(Piped with { Prompt = "Почему?", Conversation = new GigaChatConversation() }, reply);
            Assert.Empty(Requests);
            Assert.Equal((CmdletMessages.ReplyHasConversation, reply), (Host.Errors[0].Error.Message, Host.Errors[0].Item));
        }

        [Fact]
        public void A_reply_without_a_prompt_ends_the_pipeline_but_with_a_function_result_it_is_answered()
        {
            var reply = new ChatReply { Conversation = new GigaChatConversation() };
            Assert.Equal(CmdletMessages.ReplyNeedsPrompt, Assert.Throws<PipelineEndedException>(() => Run(Piped, reply)).Message);

            Run(Piped with { HasFunctionResult = true }, new FunctionSettings { HasResult = true, Result = "ясно" }, reply);
            ChatRequest request = Assert.Single(Requests);
            Assert.Equal(("", "\"ясно\""), (request.Prompt, request.FunctionResult));
            Assert.Equal(reply.Conversation.SessionId, request.Conversation!.SessionId);
        }

        [Fact]
        public void A_function_result_is_for_replies_alone()
        {
            Run(Piped with { HasFunctionResult = true }, new FunctionSettings { HasResult = true }, "раз");
            Assert.Empty(Requests);
            Assert.Equal(FunctionCmdletMessages.ResultNeedsConversation, Assert.Single(Host.Errors).Error.Message);
        }

        [Fact]
        public void Replies_taken_together_are_material()
        {
            var reply = new ChatReply { Text = "Да", Conversation = new GigaChatConversation() };
            Run(Piped with { Prompt = "Обобщи", Together = true }, reply, "нет");
            Assert.Equal(["Обобщи\n\n<Да>\nнет"], Prompts);
            Assert.Null(Requests[0].Conversation);
        }

        [Fact]
        public void Material_beyond_the_limit_ends_the_pipeline_before_it_is_collected()
        {
            string half = new('я', (Core.TextLimit.MaxCharacters / 2) + 1);
            var ended = Assert.Throws<PipelineEndedException>(() => Run(Piped with { Prompt = "Кратко" }, half, half, half));
            Assert.Equal(GigaChatErrorKind.TooLarge, ended.Error.Kind);
            Assert.Empty(Requests);
        }
    }
}

namespace Microsoft.PowerShell.Commands.Internal.Format
{
    /// <summary>Format-Table writes objects of PowerShell's class of this name.</summary>
    internal sealed class FormatStartData;
}
