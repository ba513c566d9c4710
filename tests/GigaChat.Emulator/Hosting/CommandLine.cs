namespace GigaChat.Emulator.Hosting;

/// <summary>The arguments of the process.</summary>
internal sealed class CommandLine
{
    public const string Help = """
        A stand-in for the GigaChat service on this computer.

        Usage: dotnet GigaChat.Emulator.dll [--human] [--auth-port N] [--api-port N] [--control-port N] [--proxy-port N]
               dotnet GigaChat.Emulator.dll --on-connection

        Without --human it prints one line of JSON when it listens: addresses, certificate files and keys.
        --human         prints them as lines, with the command that connects to it
        --*-port N      a fixed port instead of any free one
        --on-connection prints a port of 127.0.0.1; each connection to it has an emulator of its own, reads that line of JSON,
                        and ends it by closing
        --help          this text

        It stops on Ctrl+C, on SIGTERM, and when its standard input ends.
        """;

    public bool ShowHelp { get; private set; }

    public bool Human { get; private set; }

    public bool OnConnection { get; private set; }

    public EmulatorOptions Options { get; private set; } = new();

    /// <exception cref="ArgumentException">An argument is unknown or lacks its number.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        int auth = 0, api = 0, control = 0, proxy = 0;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--human": line.Human = true; break;
                case "--on-connection": line.OnConnection = true; break;
                case "--help" or "-h": line.ShowHelp = true; break;
                case "--auth-port": auth = Port(arguments, ++i); break;
                case "--api-port": api = Port(arguments, ++i); break;
                case "--control-port": control = Port(arguments, ++i); break;
                case "--proxy-port": proxy = Port(arguments, ++i); break;
                default: throw new ArgumentException($"Unknown argument '{arguments[i]}'. See --help.");
            }
        }

        if (line.OnConnection && arguments.Count > 1)
            throw new ArgumentException("'--on-connection' goes with no other argument.");
        line.Options = new() { AuthPort = auth, ApiPort = api, ControlPort = control, ProxyPort = proxy };
        return line;
    }

    private static int Port(IReadOnlyList<string> arguments, int index) =>
        index < arguments.Count && ushort.TryParse(arguments[index], out var port)
            ? port
            : throw new ArgumentException($"'{arguments[index - 1]}' needs a port number.");
}
