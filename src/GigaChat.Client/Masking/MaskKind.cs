namespace GigaChat.Masking;

/// <summary>The kinds of text that the rules of this library find. A match of an earlier one wins over an overlapping later one.</summary>
internal enum MaskKind
{
    Secret,
    Email,
    IPAddress,
    Phone,
    Card,
    Snils,
    Inn,
    Passport,
}
