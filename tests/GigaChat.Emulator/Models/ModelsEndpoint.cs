using System.Buffers;
using GigaChat.Emulator.Hosting;

namespace GigaChat.Emulator.Models;

/// <summary>GET /v1/models and /v1/models/{model}.</summary>
internal static class ModelsEndpoint
{
    public static Task ListAsync(HttpContext context)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        body.Write("""{"object":"list","data":["""u8);
        for (var i = 0; i < ModelCatalog.All.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            ModelCatalog.Write(body, ModelCatalog.All[i]);
        }

        body.Write("]}"u8);
        return Answer.JsonAsync(Exchange.Of(context), 200, body.WrittenMemory);
    }

    public static Task OneAsync(HttpContext context)
    {
        var model = ModelCatalog.Find((string?)context.GetRouteValue("model") ?? "") ?? throw Refusal.NoSuchModel();
        var body = new ArrayBufferWriter<byte>(256);
        ModelCatalog.Write(body, model);
        return Answer.JsonAsync(Exchange.Of(context), 200, body.WrittenMemory);
    }
}
