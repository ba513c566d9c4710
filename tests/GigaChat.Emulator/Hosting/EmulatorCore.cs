using GigaChat.Emulator.Adversary;
using GigaChat.Emulator.Batches;
using GigaChat.Emulator.Certificates;
using GigaChat.Emulator.Chat;
using GigaChat.Emulator.Chat.V2;
using GigaChat.Emulator.Control;
using GigaChat.Emulator.Faults;
using GigaChat.Emulator.Files;
using GigaChat.Emulator.Functions;
using GigaChat.Emulator.Proxy;
using GigaChat.Emulator.Requests;
using GigaChat.Emulator.SignIn;

namespace GigaChat.Emulator.Hosting;

/// <summary>All state of one emulator, shared by its endpoints.</summary>
internal sealed class EmulatorCore : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly EmulatorSettings _defaults;

    public EmulatorCore(EmulatorOptions options)
    {
        _defaults = options.Settings.Copy();
        Certificates = new EmulatorCertificates(options.UseRsaCertificates);
        Time = options.Time;
        Settings = options.Settings.Copy();
        Tokens = new TokenStore(Time);
        SignInRate = new SignInRate(Time);
        Files = new FileStore(Time);
        Proxy = new ForwardProxy(Certificates, Stopping);
        Adversary = new AdversaryServer(Certificates);
    }

    public TimeProvider Time { get; }

    /// <summary>The current settings. Replaced as a whole by the control address and by a reset.</summary>
    public EmulatorSettings Settings { get; set; }

    public EmulatorCertificates Certificates { get; }

    public Pulse Pulse { get; } = new();

    public EmulatorCounters Counters { get; } = new();

    public RequestLog Requests { get; } = new();

    public PendingFaults Faults { get; } = new();

    public TokenStore Tokens { get; }

    public FileStore Files { get; }

    public ScriptedAnswers Answers { get; } = new();

    public BatchStore Batches { get; } = new();

    public SignInRate SignInRate { get; }

    public FunctionStates FunctionStates { get; } = new();

    public ChatThreads Threads { get; } = new();

    public ChatGate Gate { get; } = new();

    public PromptCache Prompts { get; } = new();

    public ForwardProxy Proxy { get; }

    public AdversaryServer Adversary { get; }

    public CancellationToken Stopping => _stopping.Token;

    public void Stop() => _stopping.Cancel();

    public void Reset(bool tokens)
    {
        Faults.Clear();
        Answers.Clear();
        Prompts.Clear();
        FunctionStates.Clear();
        Threads.Clear();
        Files.Clear();
        Batches.Clear();
        SignInRate.Clear();
        Requests.Clear();
        Counters.Reset();
        Proxy.Reset();
        Adversary.Reset();
        Settings = _defaults.Copy();
        Certificates.Kind = CertificateKind.Full;
        if (tokens)
            Tokens.Clear();
        Pulse.Signal();
    }

    public void Dispose()
    {
        Adversary.Dispose();
        Certificates.Dispose();
        _stopping.Dispose();
    }
}
