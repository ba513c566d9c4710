using System.Net;
using GigaChat.Chat;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat;

/// <summary>Pictures that the model draws with its function <c>text2image</c>, over <c>POST /chat/completions</c>.</summary>
public static class ImageEndpoint
{
    // Named in both places: a model that may choose answers with words where the prompt does not say "draw". Not every host of the
    // service takes this form.
    private const string Function = "text2image";
    private const int MaxQuoteLength = 300;

    /// <summary>
    /// Has a picture drawn. It is stored by the service and can be read with the same <see cref="GigaChatOptions.UserId"/> only.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="prompt">What to draw.</param>
    /// <param name="style">The style of the picture, as instructions for the model, or null.</param>
    /// <param name="model">The model; null for the connection's.</param>
    /// <param name="options">Time limit and trace of this call. Drawing takes up to a minute.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.ResponseInvalid"/> where the answer holds no picture; its text is in the message and in
    /// <see cref="ChatException.PartialReply"/>.
    /// </exception>
    /// <returns>The answer, with at least one id in <see cref="ChatReply.Files"/>.</returns>
    public static async Task<ChatReply> DrawAsync(
        this IGigaChatConnection connection,
        string prompt,
        string? style = null,
        string? model = null,
        CallOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ChatReply reply;
        try
        {
            reply = await AskAsync([new GigaChatFunction(Function)], Function).ConfigureAwait(false);
        }
        catch (GigaChatException e) when (IsRefusal(e))
        {
            // The form that the documentation shows: the model finds the function itself.
            reply = await AskAsync(null, FunctionChoice.Auto).ConfigureAwait(false);
        }
        if (reply.Files.Count > 0)
            return reply;
        string text = string.Join(' ', reply.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        LocalizedMessage message = text.Length > 0
            ? Localized.Format(FileMessages.NoPicture, VisibleText.OneLine(text, MaxQuoteLength))
            : LocalizedMessage.Of(FileMessages.NoPictureNoText);
        throw new ChatException(GigaChatErrorKind.ResponseInvalid, message) { RequestId = reply.RequestId, PartialReply = reply };

        Task<ChatReply> AskAsync(IReadOnlyList<GigaChatFunction>? functions, string choice)
        {
            var request = new ChatRequest
            {
                Prompt = prompt,
                // Instructions for texts would become part of the picture.
                SystemPrompt = style ?? "",
                Model = model,
                Functions = functions,
                FunctionChoice = choice,
                Source = prompt,
            };
            return connection.ChatAsync(request, options, cancellationToken);
        }
    }

    // Of the form, or of the prompt: then the second request is refused as well, and in its own words.
    private static bool IsRefusal(GigaChatException e)
        => e.Kind == GigaChatErrorKind.InvalidRequest
            && e.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;
}
