namespace GigaChat.Emulator.Adversary;

/// <summary>The kinds of request a mode is meant for: what is broken for one may be right for another.</summary>
[Flags]
public enum AdversaryTargets
{
    None = 0,

    /// <summary>The request for a token.</summary>
    SignIn = 1,

    /// <summary>A request that is answered with JSON; also an upload.</summary>
    Json = 2,

    /// <summary>A chat that is answered with an event stream.</summary>
    Stream = 4,

    /// <summary>The content of a file, which may be any bytes.</summary>
    Download = 8,

    /// <summary>All that is answered with one JSON document.</summary>
    Documents = SignIn | Json,

    All = SignIn | Json | Stream | Download,
}
