using GigaChat.Commands.Infrastructure;

namespace GigaChat.Commands.Files;

/// <summary>How a stored file is named in a question.</summary>
internal static class FileTitle
{
    // Characters: a longer name would push its id, which alone says what file it is, out of sight.
    private const int MaxNameLength = 200;

    /// <summary>The name with the id behind it; the id where there is no name.</summary>
    public static string Of(GigaChatFile file)
    {
        string id = QuestionText.From(file.Id, MaxNameLength);
        return string.IsNullOrEmpty(file.FileName) ? id : $"{QuestionText.From(file.FileName, MaxNameLength)} ({id})";
    }
}
