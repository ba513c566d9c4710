using System.Management.Automation;

namespace GigaChat.Commands.Infrastructure;

/// <summary>Makes error records: id, category, what to do, and what it is about.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord ToRecord(this GigaChatException error, object? target)
    {
        // The message ends with what to do. PowerShell would show a recommendation of the record's details once more behind it.
        Advice.AddTo(error);
        return new ErrorRecord(error, error.ErrorId, Category(error.Kind), target);
    }

    /// <summary>True for what is wrong with the connection itself: the next item would fail in the same way.</summary>
    public static bool EndsPipeline(this GigaChatException error)
        => error.Kind is GigaChatErrorKind.NotConnected or GigaChatErrorKind.KeyInvalid
        or GigaChatErrorKind.AuthenticationFailed or GigaChatErrorKind.ScopeMismatch or GigaChatErrorKind.CertificateNotTrusted
        or GigaChatErrorKind.AddressWrong;

    private static ErrorCategory Category(GigaChatErrorKind kind) => kind switch
    {
        GigaChatErrorKind.NotConnected or GigaChatErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        GigaChatErrorKind.AuthenticationFailed => ErrorCategory.AuthenticationError,
        GigaChatErrorKind.ScopeMismatch or GigaChatErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        GigaChatErrorKind.ModelNotFound or GigaChatErrorKind.FileNotFound or GigaChatErrorKind.BatchNotFound
            => ErrorCategory.ObjectNotFound,
        GigaChatErrorKind.TooLarge or GigaChatErrorKind.QuotaExceeded or GigaChatErrorKind.RateLimited
            or GigaChatErrorKind.FunctionLimitReached => ErrorCategory.LimitsExceeded,
        GigaChatErrorKind.ServerError => ErrorCategory.ResourceUnavailable,
        GigaChatErrorKind.ResponseInvalid => ErrorCategory.InvalidResult,
        GigaChatErrorKind.Timeout => ErrorCategory.OperationTimeout,
        GigaChatErrorKind.CertificateNotTrusted => ErrorCategory.SecurityError,
        GigaChatErrorKind.BatchNotFinished => ErrorCategory.ResourceUnavailable,
        GigaChatErrorKind.FileNotText or GigaChatErrorKind.ConversationInvalid => ErrorCategory.InvalidData,
        GigaChatErrorKind.FileExists => ErrorCategory.ResourceExists,
        GigaChatErrorKind.FileNotWritten => ErrorCategory.WriteError,
        GigaChatErrorKind.NotInteractive => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.InvalidArgument,
    };
}
