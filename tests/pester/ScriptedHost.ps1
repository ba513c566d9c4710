# A PowerShell host whose screen is a text of 120 columns, and whose keyboard is a list of answers.
using namespace System.Collections.ObjectModel
using namespace System.Management.Automation
using namespace System.Management.Automation.Host

# Accessors are written as methods: PowerShell before 7.5 does not override abstract properties otherwise.
[System.Management.Automation.Language.NoRunspaceAffinity()]
class ScriptedScreen : PSHostRawUserInterface {
    [Size] get_BufferSize() { return [Size]::new(120, 3000) }
    [void] set_BufferSize([Size] $value) { }
    [Size] get_WindowSize() { return [Size]::new(120, 50) }
    [void] set_WindowSize([Size] $value) { }
    [Size] get_MaxWindowSize() { return [Size]::new(120, 50) }
    [Size] get_MaxPhysicalWindowSize() { return [Size]::new(120, 50) }
    [Coordinates] get_WindowPosition() { return [Coordinates]::new(0, 0) }
    [void] set_WindowPosition([Coordinates] $value) { }
    [Coordinates] get_CursorPosition() { return [Coordinates]::new(0, 0) }
    [void] set_CursorPosition([Coordinates] $value) { }
    [int] get_CursorSize() { return 25 }
    [void] set_CursorSize([int] $value) { }
    [ConsoleColor] get_ForegroundColor() { return [ConsoleColor]::Gray }
    [void] set_ForegroundColor([ConsoleColor] $value) { }
    [ConsoleColor] get_BackgroundColor() { return [ConsoleColor]::Black }
    [void] set_BackgroundColor([ConsoleColor] $value) { }
    [string] get_WindowTitle() { return '' }
    [void] set_WindowTitle([string] $value) { }
    [bool] get_KeyAvailable() { return $false }
    [KeyInfo] ReadKey([ReadKeyOptions] $options) { throw [HostException]::new('There is no keyboard.') }
    [void] FlushInputBuffer() { }
    [BufferCell[, ]] GetBufferContents([Rectangle] $rectangle) { throw [NotImplementedException]::new() }
    [void] SetBufferContents([Coordinates] $origin, [BufferCell[, ]] $contents) { }
    [void] SetBufferContents([Rectangle] $rectangle, [BufferCell] $fill) { }
    [void] ScrollBufferContents([Rectangle] $source, [Coordinates] $destination, [Rectangle] $clip, [BufferCell] $fill) { }
}

[System.Management.Automation.Language.NoRunspaceAffinity()]
class ScriptedTerminal : PSHostUserInterface {
    [System.Text.StringBuilder] $Text = [System.Text.StringBuilder]::new()
    [System.Collections.Generic.Queue[string]] $Typed = [System.Collections.Generic.Queue[string]]::new()
    [ScriptedScreen] $Screen = [ScriptedScreen]::new()

    [PSHostRawUserInterface] get_RawUI() { return $this.Screen }
    [void] Write([string] $value) { $null = $this.Text.Append($value) }
    [void] Write([ConsoleColor] $foreground, [ConsoleColor] $background, [string] $value) { $this.Write($value) }
    [void] WriteLine([string] $value) { $this.Write($value + "`n") }
    [void] WriteErrorLine([string] $value) { $this.WriteLine($value) }
    [void] WriteDebugLine([string] $message) { $this.WriteLine("DEBUG: $message") }
    [void] WriteVerboseLine([string] $message) { $this.WriteLine("VERBOSE: $message") }
    [void] WriteWarningLine([string] $message) { $this.WriteLine("WARNING: $message") }
    [void] WriteProgress([long] $sourceId, [ProgressRecord] $record) { }

    [string] Next() {
        if ($this.Typed.Count -eq 0) { throw [HostException]::new('The example asks for more than was typed.') }
        return $this.Typed.Dequeue()
    }

    # A terminal shows what is typed; where the list has ended, the input has.
    [string] ReadLine() {
        if ($this.Typed.Count -eq 0) { return [NullString]::Value }
        $line = $this.Typed.Dequeue()
        $this.WriteLine($line)
        return $line
    }

    [securestring] ReadLineAsSecureString() { return (ConvertTo-SecureString $this.Next() -AsPlainText -Force) }

    # Read-Host asks by this. The question and the answer are not part of what an example prints.
    [System.Collections.Generic.Dictionary[string, psobject]] Prompt([string] $caption, [string] $message,
        [Collection[FieldDescription]] $descriptions) {
        $answers = [System.Collections.Generic.Dictionary[string, psobject]]::new()
        foreach ($field in $descriptions) {
            $isSecret = $field.ParameterTypeFullName -eq 'System.Security.SecureString'
            $answers[$field.Name] = $isSecret ? [psobject] $this.ReadLineAsSecureString() : [psobject] $this.Next()
        }
        return $answers
    }

    [PSCredential] PromptForCredential([string] $caption, [string] $message, [string] $user, [string] $target) {
        return [PSCredential]::new(($user ? $user : $this.Next()), $this.ReadLineAsSecureString())
    }

    [PSCredential] PromptForCredential([string] $caption, [string] $message, [string] $user, [string] $target, [PSCredentialTypes] $types,
        [PSCredentialUIOptions] $options) {
        return $this.PromptForCredential($caption, $message, $user, $target)
    }

    # As the console shows it.
    [int] PromptForChoice([string] $caption, [string] $message, [Collection[ChoiceDescription]] $choices, [int] $default) {
        $keys = @($choices | ForEach-Object { ($_.Label -replace '^.*&(.).*$', '$1').ToUpperInvariant() })
        $answer = $this.Next()
        if ($caption) { $this.WriteLine($caption) }
        if ($message) { $this.WriteLine($message) }
        $list = for ($i = 0; $i -lt $choices.Count; $i++) { "[$($keys[$i])] $($choices[$i].Label.Replace('&', ''))" }
        $this.WriteLine(($list -join '  ') + "  [?] Help (default is `"$($keys[$default])`"): $answer")
        return [Array]::FindIndex([string[]] $keys, [Predicate[string]] { param($key) $key -eq $answer })
    }
}

[System.Management.Automation.Language.NoRunspaceAffinity()]
class ScriptedHost : PSHost {
    [ScriptedTerminal] $Terminal = [ScriptedTerminal]::new()
    [cultureinfo] $Culture
    [guid] $Id = [guid]::NewGuid()

    ScriptedHost([string] $culture) { $this.Culture = $culture }

    [cultureinfo] get_CurrentCulture() { return $this.Culture }
    [cultureinfo] get_CurrentUICulture() { return $this.Culture }
    [guid] get_InstanceId() { return $this.Id }
    [string] get_Name() { return 'ScriptedHost' }
    [version] get_Version() { return [version] '1.0' }
    [PSHostUserInterface] get_UI() { return $this.Terminal }
    [void] EnterNestedPrompt() { }
    [void] ExitNestedPrompt() { }
    [void] NotifyBeginApplication() { }
    [void] NotifyEndApplication() { }
    [void] SetShouldExit([int] $exitCode) { }
}
