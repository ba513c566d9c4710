using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Hosting;

CommandLine line;
try
{
    line = CommandLine.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

if (line.ShowHelp)
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// The end of standard input means that the parent is gone.
_ = Task.Run(async () =>
{
    await using var input = Console.OpenStandardInput();
    var buffer = new byte[256];
    while (await input.ReadAsync(buffer) > 0)
    {
    }

    stop.TrySetResult();
});
if (line.OnConnection)
    await ServeAsync();
else
    await EmulateAsync();
return 0;

async Task EmulateAsync()
{
    await using var emulator = await EmulatorHost.StartAsync(line.Options);
    var ready = ReadyLine.Of(emulator);
    if (line.Human)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        Console.WriteLine(HumanText.Make(ready));
    }
    else
    {
        Console.WriteLine(JsonSerializer.Serialize(ready, ControlJson.Ascii.ReadyLine));
    }

    await stop.Task;
}

async Task ServeAsync()
{
    using var port = new EmulatorPort();
    using var cancellation = new CancellationTokenSource();
    Console.WriteLine(port.Address);
    var running = port.RunAsync(cancellation.Token);
    await stop.Task;
    await cancellation.CancelAsync();
    await running;
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
