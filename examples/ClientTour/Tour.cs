using System.Text;

namespace GigaChat.ClientTour;

/// <summary>Each feature of the client library in a few lines. A test runs all of it against the emulator.</summary>
/// <param name="connection">A connection of an account with prepaid packages.</param>
/// <param name="output">Takes what the steps bring.</param>
public sealed class Tour(IGigaChatConnection connection, TextWriter output)
{
    /// <summary>Runs all steps that an account with prepaid packages may take.</summary>
    public async Task RunAsync()
    {
        GigaChatConversation conversation = await AskAsync();
        await StreamAsync(conversation);
        await SaveConversationAsync(conversation);
        await CallFunctionAsync();
        await AskForObjectAsync();
        await DrawAsync();
        await SearchAsync();
        await AttachFileAsync();
        await ListModelsAsync();
        await CountTokensAsync();
        await ShowBalanceAsync();
    }

    /// <summary>Runs the steps for companies that pay as they go.</summary>
    public async Task RunForCompanyAsync()
    {
        await RunBatchAsync();
        await CheckTextAsync();
    }

    private async Task<GigaChatConversation> AskAsync()
    {
        Begin("Ask");
        ChatReply reply = await connection.ChatAsync(new ChatRequest
        {
            Prompt = "Что означает ошибка 0x80070070?",
            SystemPrompt = "Отвечай одним предложением.",
            Sampling = new SamplingOptions { Temperature = 0, MaxTokens = 200 },
        });
        await output.WriteLineAsync($"{reply} ({reply.Usage!.TotalTokens} tokens)");
        return reply.Conversation!;
    }

    private async Task StreamAsync(GigaChatConversation conversation)
    {
        Begin("Go on, as a stream");
        var request = new ChatRequest { Prompt = "А что делать утром?", Conversation = conversation };
        try
        {
            await foreach (ChatChunk chunk in connection.StreamChatAsync(request))
                await output.WriteAsync(chunk.Text);
            await output.WriteLineAsync();
        }
        catch (ChatException e) when (e.PartialReply is { } partial)
        {
            await output.WriteLineAsync($"\n{e.Message} {partial.Text.Length} characters came.");
        }
    }

    private async Task SaveConversationAsync(GigaChatConversation conversation)
    {
        Begin("Save a conversation and load it again");
        using var file = new TemporaryFile(".json");
        await ConversationFile.SaveAsync(conversation, file.Path, overwrite: true);
        GigaChatConversation loaded = await ConversationFile.LoadAsync(file.Path);
        foreach (ChatMessage message in loaded.Messages)
            await output.WriteLineAsync($"{message.Role}: {message.Content}");
    }

    private async Task CallFunctionAsync()
    {
        Begin("Let the model call a function");
        var disk = new GigaChatFunction(
            "free_space",
            "Свободное место на диске, в гигабайтах",
            """{"type":"object","properties":{"drive":{"type":"string","description":"Буква диска"}},"required":["drive"]}""");
        var request = new ChatRequest { Prompt = "Сколько места на диске C?", Functions = [disk], FunctionChoice = disk.Name };
        using ChatExchange exchange = await connection.BeginChatAsync(request);
        ChatReply reply = await exchange.AskAsync();
        while (reply.FunctionCall is { } call)
        {
            await output.WriteLineAsync($"The model calls {call}");
            if (call.Arguments.Contains("drive"))
                exchange.AddResult("""{"gigabytes":12}""");
            else
                exchange.AddError("The argument 'drive' is missing.");
            reply = await exchange.AskAsync();
        }
        await output.WriteLineAsync(exchange.Complete().Text);
    }

    private async Task AskForObjectAsync()
    {
        Begin("Ask for an object of a given form");
        var schema = new ResponseSchema(
            """{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"]}""");
        ChatReply reply = await connection.ChatAsync(new ChatRequest { Prompt = "Анне тридцать лет.", Schema = schema });
        var person = (System.Collections.IDictionary)reply.Value!;
        await output.WriteLineAsync($"name = {person["name"]}, age = {person["age"]}");
    }

    private async Task DrawAsync()
    {
        Begin("Have a picture drawn");
        ChatReply reply = await connection.DrawAsync("Нарисуй кота", style: "Ты художник, пиши акварелью.");
        using var picture = new MemoryStream();
        FileDownloadResult download = await connection.DownloadFileAsync(reply.Files[0], picture);
        await output.WriteLineAsync($"A picture of {download.Length} bytes");
    }

    private async Task SearchAsync()
    {
        Begin("Find what is similar");
        string[] texts = ["диск заполнен", "принтер не печатает", "нет места на томе"];
        IReadOnlyList<EmbeddingResult> vectors = await connection.EmbedAsync(texts);
        EmbeddingResult query = (await connection.EmbedAsync(["диск заполнен"]))[0];
        var search = new SimilaritySearch(query.Value!, count: 2);
        foreach (EmbeddingResult vector in vectors)
            search.Add(vector.Value ?? throw vector.Error!);
        foreach (SimilarText found in search.Best())
            await output.WriteLineAsync($"{found.Score:0.00} {found.Text}");
    }

    private async Task AttachFileAsync()
    {
        Begin("Ask about a file");
        using var file = new TemporaryFile(".txt");
        await File.WriteAllTextAsync(file.Path, "Диск C: свободно 12 ГБ.", Encoding.UTF8);
        GigaChatFile stored = await connection.UploadFileAsync(file.Path);
        ChatReply reply = await connection.ChatAsync(new ChatRequest
        {
            Prompt = "Сколько свободно?",
            Attachments = [ChatAttachment.FromFile(stored)],
        });
        await output.WriteLineAsync(reply.Text);
        await connection.DeleteFileAsync(stored.Id);
        await output.WriteLineAsync($"{(await connection.GetFilesAsync()).Count(other => other.Id == stored.Id)} of it left");
    }

    private async Task ListModelsAsync()
    {
        Begin("Models");
        foreach (GigaChatModel model in await connection.GetModelsAsync())
            await output.WriteLineAsync($"{model.Id} ({model.Type})");
    }

    private async Task CountTokensAsync()
    {
        Begin("Tokens of texts");
        foreach (TokenCount count in await connection.CountTokensAsync(["Привет", "Как дела?"]))
            await output.WriteLineAsync($"{count.Text}: {count.Tokens}");
    }

    private async Task ShowBalanceAsync()
    {
        Begin("Balance");
        foreach (GigaChatBalance balance in await connection.GetBalanceAsync())
            await output.WriteLineAsync($"{balance.Model}: {balance.Tokens}");
    }

    private async Task RunBatchAsync()
    {
        Begin("Have prompts answered as a batch");
        var request = new BatchRequest
        {
            Inputs = [new BatchInput("1", "Столица Франции?", Source: null), new BatchInput("2", "Столица Италии?", Source: null)],
        };
        GigaChatBatch batch = await connection.StartBatchAsync(request);
        await foreach (GigaChatBatch now in connection.PollBatchAsync(batch, timeout: TimeSpan.FromMinutes(5)))
            batch = now;
        foreach (BatchResult result in await connection.ReceiveBatchAsync(batch))
            await output.WriteLineAsync($"{result.Input!.Text} {result.Value ?? result.Error!.Message}");
    }

    private async Task CheckTextAsync()
    {
        Begin("Check whether a model wrote a text");
        string text = string.Join(' ', Enumerable.Repeat("Утром мы вышли из дома и пошли к реке.", 4));
        AITextCheck check = await connection.CheckTextAsync(text);
        await output.WriteLineAsync($"{check.Category}, {check.Tokens} tokens");
    }

    private void Begin(string title) => output.WriteLine($"\n# {title}");

    private sealed class TemporaryFile(string extension) : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), Guid.NewGuid() + extension);

        public void Dispose() => File.Delete(Path);
    }
}
