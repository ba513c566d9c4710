using System.Diagnostics;
using GigaChat.Core;
using GigaChat.Http;
using GigaChat.Resources;

namespace GigaChat.Diagnosis;

/// <summary>The steps that send something: the sign-in and the list of models. For one use.</summary>
/// <param name="options">The settings of the connection.</param>
/// <param name="credential">The way to sign in; null where there is none.</param>
/// <param name="unusable">Why there is none, where one was given and cannot be one.</param>
/// <param name="clock">Compares the clocks.</param>
/// <param name="trace">Receives the requests.</param>
internal sealed class RequestSteps(
    GigaChatOptions options, GigaChatCredential? credential, GigaChatException? unusable, ServerClock clock,
    Action<RequestTrace>? trace) : IDisposable
{
    private GigaChatConnection? _connection;
    private DateTimeOffset? _serverTime;
    private ConnectionCheck? _beforeSignIn;
    private ConnectionCheck? _beforeModels;
    private bool _isScopeWrong;
    private bool _isClockReported;

    /// <summary>False where the sign-in goes to the API's server too, or nowhere.</summary>
    public bool HasOwnAddress => UsesOAuth
        && Uri.Compare(
            options.AuthUri, options.BaseUri, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0;

    // Where there is no key yet, there will be one.
    private bool UsesOAuth => credential is null or { Kind: SignInKind.AuthorizationKey or SignInKind.ClientSecret };

    /// <summary>Takes note of a step of the way to the sign-in address: where it failed there is no sign-in.</summary>
    public ConnectionCheck BeforeSignIn(ConnectionCheck check)
    {
        if (check.Status == ConnectionCheckStatus.Failed)
            _beforeSignIn = check;
        return check;
    }

    /// <summary>The same for the way to the API.</summary>
    public ConnectionCheck BeforeModels(ConnectionCheck check)
    {
        if (check.Status == ConnectionCheckStatus.Failed)
            _beforeModels = check;
        return HasOwnAddress ? check : BeforeSignIn(check);
    }

    /// <summary>Fetches a token, whether or not one is held.</summary>
    public async Task<ConnectionCheck> SignInAsync(CancellationToken cancellationToken)
    {
        Uri service = credential?.Kind == SignInKind.Password ? ServiceAddress.Combine(options.BaseUri, "token") : options.BaseUri;
        string target = (UsesOAuth ? options.AuthUri : service).ToString();
        ConnectionCheck check = await TrySignInAsync(target, cancellationToken).ConfigureAwait(false);
        // What keeps the sign-in back keeps the models back.
        if (!check.Succeeded)
            _beforeModels ??= _beforeSignIn ?? check;
        return check;
    }

    /// <summary>Asks for the models, with the token of the sign-in.</summary>
    public async Task<ConnectionCheck> GetModelsAsync(CancellationToken cancellationToken)
    {
        string target = ServiceAddress.Combine(options.BaseUri, "models").ToString();
        if (_beforeModels is not null)
            return SkipAfter(_beforeModels, ConnectionStep.Models, target);
        return await SendAsync(ConnectionStep.Models, target, async connection =>
        {
            IReadOnlyList<GigaChatModel> models = await connection.GetModelsAsync(checksAddress: true, Call(), cancellationToken)
                .ConfigureAwait(false);
            return RequestAdvisor.Explain(models, options.Model);
        }).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    private async Task<ConnectionCheck> TrySignInAsync(string target, CancellationToken cancellationToken)
    {
        const ConnectionStep step = ConnectionStep.SignIn;
        if (unusable is not null)
            return New(step, target, ConnectionCheckStatus.Failed, new(DiagnosisMessages.KeyUnusable, unusable.Text));
        if (credential is null)
            return New(step, target, ConnectionCheckStatus.Skipped,
                new(DiagnosisMessages.NoKey, LocalizedMessage.Of(ConnectionMessages.NothingToSignInWith)));
        if (credential.Kind == SignInKind.AccessToken)
            return New(step, target, ConnectionCheckStatus.Passed, new(DiagnosisMessages.TokenGiven));
        if (credential.Certificate is { } certificate)
            return New(step, target, ConnectionCheckStatus.Passed,
                new(Localized.Format(DiagnosisMessages.CertificateGiven, certificate.Subject, UtcText.Minute(certificate.NotAfter))));
        if (_beforeSignIn is not null)
            return SkipAfter(_beforeSignIn, step, target);

        ConnectionCheck check = await SendAsync(step, target, async connection =>
        {
            DateTimeOffset? end = await connection.RefreshTokenAsync(Call(), cancellationToken).ConfigureAwait(false);
            return new Finding(UsesOAuth
                ? Localized.Format(DiagnosisMessages.SignedInWithScope, options.Scope, UtcText.Minute(end!.Value.UtcDateTime))
                : Localized.Format(DiagnosisMessages.SignedIn, UtcText.Minute(end!.Value.UtcDateTime)));
        }).ConfigureAwait(false);
        return _isScopeWrong && await FindScopeAsync(credential, cancellationToken).ConfigureAwait(false) is { } scope
            ? WithAdvice(check, Localized.Format(DiagnosisMessages.AdviceScope, scope))
            : check;
    }

    private async Task<ConnectionCheck> SendAsync(ConnectionStep step, string target, Func<GigaChatConnection, Task<Finding>> send)
    {
        _connection ??= new GigaChatConnection(options, credential!.Copy());
        long started = Stopwatch.GetTimestamp();
        Finding finding;
        bool failed = false;
        try
        {
            finding = await send(_connection).ConfigureAwait(false);
        }
        catch (GigaChatException e)
        {
            failed = true;
            _isScopeWrong = e.Kind == GigaChatErrorKind.ScopeMismatch;
            finding = RequestAdvisor.Explain(e, options.Timeout);
        }
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        if (TakeClockAdvice() is { } clockAdvice)
        {
            LocalizedMessage both = finding.Advice is null ? clockAdvice : finding.Advice with { Text = $"{finding.Advice} {clockAdvice}" };
            finding = finding with { Advice = both };
        }
        ConnectionCheckStatus passed = finding.Advice is null ? ConnectionCheckStatus.Passed : ConnectionCheckStatus.Warning;
        return New(step, target, failed ? ConnectionCheckStatus.Failed : passed, finding) with { Duration = elapsed };
    }

    // With the first answer alone.
    private LocalizedMessage? TakeClockAdvice()
    {
        if (_isClockReported || _serverTime is not { } server)
            return null;
        _isClockReported = true;
        return clock.GetAdvice(server);
    }

    /// <summary>The scope of the key, by trying the others; null where none of them is.</summary>
    private async Task<string?> FindScopeAsync(GigaChatCredential key, CancellationToken cancellationToken)
    {
        foreach (string scope in new[] { GigaChatScope.Personal, GigaChatScope.B2B, GigaChatScope.Corporate }.Where(
            scope => scope != options.Scope))
        {
            using var connection = new GigaChatConnection(options with { Scope = scope }, key.Copy());
            try
            {
                await connection.SignInAsync(new CallOptions { Trace = trace }, cancellationToken).ConfigureAwait(false);
                return scope;
            }
            catch (GigaChatException e) when (e.Kind == GigaChatErrorKind.ScopeMismatch)
            {
                // The next one.
            }
            catch (GigaChatException)
            {
                return null;
            }
        }
        return null;
    }

    private CallOptions Call() => new() { Trace = Note };

    private void Note(RequestTrace attempt)
    {
        _serverTime ??= attempt.ServerTime;
        trace?.Invoke(attempt);
    }

    private static ConnectionCheck SkipAfter(ConnectionCheck reason, ConnectionStep step, string target)
    {
        string why = reason.Status == ConnectionCheckStatus.Failed
            ? Localized.Format(DiagnosisMessages.SkippedAfter, $"{reason.Step} {reason.Target}") : DiagnosisMessages.NoKey;
        return New(step, target, ConnectionCheckStatus.Skipped, new(why));
    }

    private static ConnectionCheck New(ConnectionStep step, string target, ConnectionCheckStatus status, Finding finding)
        => new()
        {
            Step = step,
            Target = target,
            Status = status,
            Detail = finding.Detail,
            Advice = finding.Advice,
            AdviceText = finding.Advice,
        };

    private static ConnectionCheck WithAdvice(ConnectionCheck check, LocalizedMessage advice)
        => check with { Advice = advice, AdviceText = advice };
}
