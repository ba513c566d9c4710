namespace GigaChat.TrustStores;

/// <summary>A Python, and the bundle of certificates that its programs use.</summary>
/// <param name="Python">The interpreter, as the system names it; empty where none was found.</param>
/// <param name="Path">The bundle, as the system names it; null where there is none.</param>
/// <param name="Problem">Why there is none, for a user to read.</param>
/// <param name="IsFault">The interpreter could not be asked; else it has no such bundle.</param>
internal sealed record PythonBundle(string Python, string? Path, string? Problem = null, bool IsFault = false);
