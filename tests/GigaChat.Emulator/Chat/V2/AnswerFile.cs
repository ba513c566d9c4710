namespace GigaChat.Emulator.Chat.V2;

/// <summary>A file that an answer brings.</summary>
/// <param name="Id">A UUID; its content is served by version 1.</param>
/// <param name="MediaType">For example <c>image/jpeg</c>.</param>
internal sealed record AnswerFile(string Id, string MediaType)
{
    /// <summary>What kind of file it is: <c>image</c>, <c>audio</c> or <c>3dmodel</c> (SPEC, CAS).</summary>
    public string Target => MediaType.Split('/')[0] switch
    {
        "image" => "image",
        "audio" => "audio",
        _ => "3dmodel",
    };
}
