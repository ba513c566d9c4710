namespace GigaChat;

/// <summary>Names of the service's built-in tools, which version 2 of the chat API has.</summary>
public static class ChatTool
{
    /// <summary>Searches the web; the answer names its sources.</summary>
    public const string WebSearch = "web_search";

    /// <summary>Reads the pages whose addresses stand in the prompt.</summary>
    public const string UrlContent = "url_content_extraction";

    /// <summary>Writes and runs code; not open to every account and model.</summary>
    public const string CodeInterpreter = "code_interpreter";

    /// <summary>Draws pictures.</summary>
    public const string ImageGeneration = "image_generate";

    /// <summary>Makes 3D models.</summary>
    public const string Model3D = "model_3d_generate";

    /// <summary>Whether a name is one of these.</summary>
    internal static bool IsKnown(string name) => name is WebSearch or UrlContent or CodeInterpreter or ImageGeneration or Model3D;
}
