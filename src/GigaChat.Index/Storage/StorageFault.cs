using System.Runtime.InteropServices;
using GigaChat.Core;
using GigaChat.Resources;
using Microsoft.Data.Sqlite;

namespace GigaChat.Index.Storage;

/// <summary>Errors of SQLite as errors of this library. Codes: https://sqlite.org/rescode.html</summary>
internal static class StorageFault
{
    /// <summary>How long a statement waits for another program's transaction, in seconds.</summary>
    public const int BusySeconds = 30;

    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int Mismatch = 20;
    private const int NotDatabase = 26;

    /// <summary>Runs work on an index.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="path">The index, for the text of an error.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="GigaChatException">
    /// <see cref="GigaChatErrorKind.IndexInvalid"/> for a file that is damaged or no index,
    /// <see cref="GigaChatErrorKind.FileNotWritten"/> where the system refuses it or another program holds it.
    /// </exception>
    public static T Run<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw Describe(path, e);
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

    /// <summary>Runs work on an index that has no result.</summary>
    /// <inheritdoc cref="Run{T}"/>
    public static void Run(string path, Action work) => Run(path, () =>
    {
        work();
        return true;
    });

    /// <summary>The error of an index that holds what cannot be.</summary>
    public static GigaChatException Damaged(string path, string reason, Exception? inner = null)
        => new(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.Damaged, path, reason), inner);

    private static GigaChatException Describe(string path, SqliteException e) => e.SqliteErrorCode switch
    {
        NotDatabase => new(GigaChatErrorKind.IndexInvalid, Localized.Format(IndexMessages.NotIndex, path), e),
        Corrupt or Mismatch or Error => Damaged(path, e.Message, e),
        Busy or Locked => new(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.Busy, path, BusySeconds), e),
        _ => new(GigaChatErrorKind.FileNotWritten, Localized.Format(IndexMessages.NotOpened, path, e.Message), e),
    };

    // The native library is loaded by the first connection, in the initializer of a type.
    private static bool IsLibraryMissing(Exception e)
        => e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
            || (e is TypeInitializationException or System.Reflection.TargetInvocationException && e.InnerException is { } inner
                && IsLibraryMissing(inner));
}
