namespace GigaChat.Emulator.Hosting;

/// <summary>Ends an answer in its middle; see <see cref="Cut.NowAsync"/>.</summary>
internal sealed class CutException : Exception;
