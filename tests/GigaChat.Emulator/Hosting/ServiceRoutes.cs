using GigaChat.Emulator.AICheck;
using GigaChat.Emulator.Accounting;
using GigaChat.Emulator.Assistants;
using GigaChat.Emulator.Batches;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Chat.V2;
using GigaChat.Emulator.Embeddings;
using GigaChat.Emulator.Files;
using GigaChat.Emulator.Filter;
using GigaChat.Emulator.Functions;
using GigaChat.Emulator.Gateway;
using GigaChat.Emulator.Models;
using GigaChat.Emulator.SignIn;

namespace GigaChat.Emulator.Hosting;

/// <summary>Which path of the service leads where.</summary>
internal sealed class ServiceRoutes(EmulatorCore core)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Routes.OAuth, new OAuthEndpoint(core).HandleAsync);
        app.MapPost(Routes.Token, new TokenEndpoint(core).HandleAsync);
        app.MapPost(Routes.Chat, new ChatEndpoint(core).HandleAsync);
        app.MapPost(Routes.ChatV2, new ChatV2Endpoint(core).HandleAsync);
        app.MapPost(Routes.Embeddings, new EmbeddingsEndpoint(core).HandleAsync);
        app.MapPost(Routes.ValidateFunction, FunctionsEndpoint.ValidateAsync);
        app.MapPost(Routes.ConvertFunctions, FunctionsConvertEndpoint.ConvertAsync);
        app.MapPost(Routes.FilterCheck, FilterCheckEndpoint.HandleAsync);
        new AssistantsEndpoint(core).Map(app);
        new ThreadsEndpoint(core).Map(app);
        app.MapPost(Routes.TokensCount, AccountingEndpoints.CountAsync);
        app.MapGet(Routes.Balance, AccountingEndpoints.BalanceAsync);
        app.MapPost(Routes.AiCheck, AICheckEndpoint.HandleAsync);
        var batches = new BatchesEndpoint(core);
        app.MapPost(Routes.Batches, batches.CreateAsync);
        app.MapGet(Routes.Batches, batches.ListAsync);
        app.MapGet(Routes.Models, ModelsEndpoint.ListAsync);
        app.MapGet(Routes.Models + "/{model}", ModelsEndpoint.OneAsync);
        var files = new FilesEndpoint(core);
        app.MapPost(Routes.Files, files.UploadAsync);
        app.MapGet(Routes.Files, files.ListAsync);
        app.MapGet(Routes.Files + "/{id}", files.OneAsync);
        app.MapPost(Routes.Files + "/{id}/delete", files.DeleteAsync);
        app.MapGet(Routes.Files + "/{id}/content", files.ContentAsync);
        app.MapFallback("{**path}", new UnknownPath(core).AnswerAsync).WithMetadata(UnknownPath.Mark);
    }
}
