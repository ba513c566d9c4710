using GigaChat.Commands.Chat;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Faults;
using GigaChat.Resources;

namespace GigaChat.Commands.Tests.Chat;

/// <summary>What is written for the answers of the service.</summary>
public sealed class ChatOutputTests : ChatConnectedTest
{
    private const string Schema = """{"type":"object","properties":{"город":{"type":"string"}},"required":["город"]}""";

    [Fact]
    public void A_reply_is_written_as_it_is()
    {
        Send(new ChatOutputSettings(), "Привет");
        ChatReply reply = Assert.IsType<ChatReply>(Assert.Single(Cmdlet.Output));
        Assert.Equal("Эхо: Привет", reply.Text);
        Assert.Empty(Cmdlet.Warnings);
    }

    [Fact]
    public void A_reply_that_was_cut_comes_with_a_warning()
    {
        Host.Answers.Add(new ScriptedAnswer("Полсло", FinishReason: "length"));
        Send(new ChatOutputSettings(), "Привет");
        Assert.Equal([CmdletMessages.ReplyCutByLength], Cmdlet.Warnings);
    }

    [Fact]
    public void AsChunk_writes_the_chunks_and_no_reply()
    {
        Host.Answers.Add(new ScriptedAnswer("Привет и тебе", Chunks: 3));
        Send(new ChatOutputSettings { AsChunk = true }, "Привет");
        Assert.Equal("Привет и тебе", string.Concat(Cmdlet.Output.Cast<ChatChunk>().Select(static chunk => chunk.Text)));
        Assert.True(Cmdlet.Output.Count > 2);
    }

    [Fact]
    public void Stream_writes_the_text_as_it_comes_and_then_the_reply()
    {
        Host.Answers.Add(new ScriptedAnswer("Привет и тебе", Chunks: 3));
        Send(new ChatOutputSettings { Stream = true }, "Привет");
        string[] texts = [.. Cmdlet.Output.OfType<string>()];
        ChatReply reply = Assert.Single(Cmdlet.Output.OfType<ChatReply>());
        Assert.Equal(("Привет и тебе\n", "Привет и тебе"), (string.Concat(texts), reply.Text));
        Assert.True(texts.Length > 3);
        // The next command of the pipeline begins on a line of its own.
        Assert.Same(reply, Cmdlet.Output[^1]);
    }

    [Fact]
    public void Stream_at_the_end_of_the_pipeline_leaves_the_end_of_the_line_to_the_view()
    {
        Send(new ChatOutputSettings { Stream = true, IsLastInPipeline = true }, "Привет");
        // No view was shown, so the line is ended after the reply.
        Assert.Equal((typeof(ChatReply), "\n"), (Cmdlet.Output[^2]!.GetType(), Cmdlet.Output[^1]));
    }

    [Fact]
    public void An_error_after_a_part_of_the_text_begins_on_a_line_of_its_own()
    {
        Host.Faults.Add(new Fault(FaultKind.CutStream, FaultTarget.Chat));
        Send(new ChatOutputSettings { Stream = true }, "Привет");
        Assert.Equal("\n", Cmdlet.Output[^1]);
        Assert.Equal("Привет", Assert.Single(Cmdlet.Errors).Item);
    }

    [Fact]
    public void AsObject_writes_the_value_of_the_answer()
    {
        Host.Answers.Add(new ScriptedAnswer("""{"город":"Омск"}"""));
        Cmdlet.Converter = static (_, value) => ((System.Collections.IDictionary)value!)["город"];
        Send(new ChatOutputSettings { AsObject = true }, new FunctionSettings { Schema = Schema }, "Где?");
        Assert.Equal(["Омск"], Cmdlet.Output);
    }

    [Fact]
    public void AsObject_writes_an_array_item_by_item()
    {
        Host.Answers.Add(new ScriptedAnswer("""{"город":"Омск"}"""));
        Cmdlet.Converter = static (_, _) => new object[] { "Омск", "Орск" };
        Send(new ChatOutputSettings { AsObject = true }, new FunctionSettings { Schema = Schema }, "Где?");
        Assert.Equal(["Омск", "Орск"], Cmdlet.Output);
    }

    [Fact]
    public void An_error_is_reported_with_its_prompt_and_the_next_request_goes_on()
    {
        Send(new ChatOutputSettings(), "", "Привет");
        (GigaChatException error, object? item) = Assert.Single(Cmdlet.Errors);
        Assert.Equal((GigaChatErrorKind.PromptRequired, ""), (error.Kind, item));
        Assert.Equal("Эхо: Привет", Assert.IsType<ChatReply>(Assert.Single(Cmdlet.Output)).Text);
    }

    [Fact]
    public void Throttled_replies_come_in_the_order_of_the_requests()
    {
        string[] prompts = [.. Enumerable.Range(1, 12).Select(static number => $"вопрос {number}")];
        Send(new ChatOutputSettings { ThrottleLimit = 3 }, prompts);
        Assert.Equal(prompts.Select(static prompt => "Эхо: " + prompt), Cmdlet.Output.Cast<ChatReply>().Select(static reply => reply.Text));
        Assert.Equal((12, 12, true, true), Cmdlet.Progress);
        Assert.Single(Cmdlet.Verbose);
    }

    [Fact]
    public void Throttled_errors_are_reported_in_their_turn()
    {
        Send(new ChatOutputSettings { ThrottleLimit = 2 }, "раз", "", "три");
        Assert.Equal(["Эхо: раз", "Эхо: три"], Cmdlet.Output.Cast<ChatReply>().Select(static reply => reply.Text));
        Assert.Equal("", Assert.Single(Cmdlet.Errors).Item);
    }

    private void Send(ChatOutputSettings settings, params string[] prompts) => Send(settings, new FunctionSettings(), prompts);

    private void Send(ChatOutputSettings settings, FunctionSettings functionSettings, params string[] prompts)
    {
        var functions = new ChatFunctions(functionSettings, Cmdlet);
        using var output = new ChatOutput(settings, Cmdlet, Connection, functions, new FunctionRunner(functionSettings, Cmdlet));
        foreach (string prompt in prompts)
            output.Send(new ChatRequest { Prompt = prompt, Schema = functions.Schema });
        output.Finish();
    }
}
