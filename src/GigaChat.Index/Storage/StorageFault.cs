using System.Runtime.InteropServices;
using GigaChat.Core;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Storage;

/// <summary>Errors of SQLite as errors of this library. Codes: https://sqlite.org/rescode.html</summary>
internal static class StorageFault
{
    private const int Error = 1;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int Mismatch = 20;
    private const int NotDatabase = 26;

    /// <summary>Whether SQLite may not open an index, or the files beside it, in the way it wants to.</summary>
    public static bool IsAccess(SqliteException error) => error.SqliteErrorCode is CannotOpen or ReadOnly;

    /// <summary>Runs work on an index.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="path">The index, for the text of an error.</param>
    /// <param name="wait">Waits for locks of other programs.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.IndexInvalid"/> for a file that is damaged or no index,
    /// <see cref="GigaChatErrorKind.FileNotWritten"/> where the system refuses it or another program holds it.
    /// </exception>
    public static T Run<T>(string path, LockWait wait, Func<T> work)
    {
        try
        {
            return wait.Run(work);
        }
        catch (SqliteException e)
        {
            throw Describe(path, wait, e);
        }
        catch (Exception e) when (IsLibraryMissing(e))
        {
            throw new GigaChatException(
                GigaChatErrorKind.InvalidRequest,
                Localized.Format(IndexMessages.NoLibrary, RuntimeInformation.RuntimeIdentifier), e);
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or FormatException or OverflowException)
        {
            // A column holds something else than what was written.
            throw Damaged(path, e.Message, e);
        }
    }

    /// <summary>The error of an index that holds what cannot be.</summary>
    public static GigaChatException Damaged(string path, string reason, Exception? inner = null)
        => new(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.Damaged, path, reason), inner);

    private static GigaChatException Describe(string path, LockWait wait, SqliteException e) => e switch
    {
        _ when LockWait.IsLock(e) => new(
            GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.Busy, path, wait.Seconds), e),
        _ when IsAccess(e) => new(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NoAccess, path), e),
        { SqliteErrorCode: NotDatabase } => new(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.NotIndex, path), e),
        { SqliteErrorCode: Corrupt or Mismatch or Error } => Damaged(path, e.Message, e),
        _ => new(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, e.Message), e),
    };

    // The native library is loaded by the first connection, in the initializer of a type.
    private static bool IsLibraryMissing(Exception e)
        => e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            || (e is TypeInitializationException or System.Reflection.TargetInvocationException && e.InnerException is { } inner
                && IsLibraryMissing(inner));
}
