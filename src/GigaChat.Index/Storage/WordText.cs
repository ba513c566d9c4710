namespace GigaChat.Index.Storage;

/// <summary>Text as the table of words has it: unicode61 folds case, and ё is written as е as often as not.</summary>
internal static class WordText
{
    /// <summary>The text with е for ё.</summary>
    public static string Fold(string text) => text.Replace('ё', 'е').Replace('Ё', 'Е');
}
