namespace GigaChat.Emulator.Hosting;

/// <summary>A request the service refuses: its status and message.</summary>
internal sealed class Refusal(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static Refusal InvalidJson() => new(400, "Your request contains invalid JSON syntax.");

    public static Refusal NoSuchModel() => new(404, "No such model");

    public static Refusal Invalid(string what) => new(422, "Invalid params: " + what);
}
